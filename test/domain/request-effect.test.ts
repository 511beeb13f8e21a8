import { describe, expect, test } from "vitest";
import { effectText } from "../../src/domain/request-effect.ts";
import { everyDetails, governance, name, petra, view, words } from "./helpers/request-view.ts";

describe("B14: what is said to be true now", () => {
  const effect = (
    details: (typeof everyDetails)[number],
    isSubjectEnrolled = true,
    subject: typeof petra | null = petra,
  ) => effectText({ ...view({ subject }), request: { details }, isSubjectEnrolled }, words);

  test.each(everyDetails)("of %j is something of its own, and of a reset nothing", (details) => {
    const [lead, rest] = effect(details) ?? [];
    if (details.kind === "reset") expect(lead).toBeUndefined();
    else
      expect(`${lead} ${rest}`).toMatch(
        /^[^ ].*(now|changed|no longer a Payments Admin|‹petra@\w+\.example›).*\. ?/,
      );
    expect(`${lead}${rest}`).not.toContain("‹Petra›'s");
  });

  test("is a promise as long as a new Payments Admin has not set up MFA", () => {
    const grant = { kind: "grant", why: "x" } as const;
    expect(effect(grant)).toEqual(["‹Petra Alvarez› is a Payments Admin now.", ""]);
    expect(effect(grant, false)?.[0]).toBe("‹Petra Alvarez› becomes a Payments Admin");
    expect(effect(grant, false)?.[1]).toMatch(/^once /);
  });

  test("names the invitation's address, and whom an email is the new one of", () => {
    const invitee = { email: "new@a.example", ...name("Petra", "Alvarez") };
    expect(effect({ kind: "system_administrator", invitee })?.join(" ")).toContain("‹new@a.example›");
    expect(effect({ kind: "system_administrator", invitee: null })?.[1]).toBe("");
    expect(effect({ kind: "revoke" })?.[1]).toBe("");
    expect(effect({ kind: "policy", before: governance("C1"), after: governance(null) })?.[1]).toBe("");
    const email = { kind: "email", from: "a", to: "new@a.example" } as const;
    expect(effect(email)?.[1]).toMatch(/^‹Petra› .*‹new@a\.example›/);
    expect(effect(email, true, null)).toEqual([
      "'s sign-in email is changed.",
      expect.stringMatching(/^ signs in/),
    ]);
  });
});
