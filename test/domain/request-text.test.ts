import { describe, expect, test } from "vitest";
import {
  changes,
  consequence,
  headline,
  reasons,
  settings,
  stateText,
  subjectLine,
} from "../../src/domain/request-text.ts";
import {
  decidedAt,
  everyDetails,
  governance,
  name,
  petra,
  resetDetails,
  view,
  words,
} from "./helpers/request-view.ts";

const olivia = name("Olivia", "Reyes");
const nora = name("Nora", "Kim");

describe("a headline", () => {
  test("says that it is asked for until it is done, and done only where nobody had to agree", () => {
    const said = (request: object, approvals = [] as { firstName: string; lastName: string }[]) =>
      headline(view({ request, approvals }), words);
    const asked = "‹Sam Okafor› asks to reset MFA for ‹Petra Alvarez›";
    for (const state of ["pending", "approved", "denied", "cancelled", "expired"] as const)
      expect(said({ state })).toBe(asked);
    expect(said({ state: "executed" }, [olivia])).toBe(asked);
    expect(said({ state: "executed", isBreakGlass: true })).toBe(asked);
    expect(said({ state: "executed" })).toBe("‹Sam Okafor› reset MFA for ‹Petra Alvarez›");
  });

  test.each(everyDetails)("of %j tells the asking from the deed, and names whom it is about", (details) => {
    const asked = headline(view({ request: { details } }), words);
    const done = headline(view({ request: { details, state: "executed" } }), words);
    expect(asked).toMatch(/^‹Sam Okafor› asks to \w/);
    expect(done).toMatch(/^‹Sam Okafor› (?!asks)\w/);
    for (const text of [asked, done]) {
      expect(text).not.toMatch(/undefined| {2}|\.$/);
      if (details.kind !== "policy") expect(text).toContain("‹Petra Alvarez›");
    }
  });

  test("of each kind is another's, and names nobody where nobody is meant", () => {
    const all = everyDetails.filter((one) => !("isPasswordForgotten" in one));
    expect(new Set(all.map((details) => headline(view({ request: { details } }), words))).size).toBe(
      all.length,
    );
    const invited = headline(view({ request: { details: { kind: "revoke" } }, subject: null }), words);
    expect(invited).toBe("‹Sam Okafor› asks to remove  as Payments Admin");
    const short = view({ requester: name("Sam", "") });
    expect(headline(short, words)).toMatch(/^‹Sam› asks/);
  });
});

test("whom a request is about reads as a line: what is known, and nothing for what is not", () => {
  expect(subjectLine(view(), words)).toBe("‹Alvarez Drywall› · ‹payee› · ‹petra@a.example›");
  const colleague = { ...petra, organisation: null, relationship: "employee" as const };
  expect(subjectLine(view({ subject: colleague }), words)).toBe("‹team member› · ‹petra@a.example›");
  expect(subjectLine(view({ subject: null }), words)).toBe("");
});

test("each kind of request says what a yes leads to, and no two alike", () => {
  const all = everyDetails.map((details) => consequence(view({ request: { details } }), words));
  expect(new Set(all).size).toBe(all.length - 1);
  for (const text of all) expect(text).toMatch(/^(?!.*undefined)[A-Z‹].*[^ ]\.$/);
  const forgotten = consequence(
    view({ request: { details: { ...resetDetails, isPasswordForgotten: true } } }),
    words,
  );
  expect(forgotten).toContain("password");
  expect(consequence(view(), words)).not.toContain("password");
  expect(consequence(view({ subject: null }), words)).toMatch(/^'s/);
});

test("R38: what speaks for a reset is the reason, the verification, a forgotten password, and the note where there is one", () => {
  const labels = (more: object) =>
    reasons(view({ request: { details: { ...resetDetails, ...more } } }), words).map(([label]) => label);
  expect(labels({})).toEqual(["Why", "Verified"]);
  expect(labels({ note: "Ticket 7" })).toEqual(["Why", "Verified", "Note"]);
  expect(labels({ isPasswordForgotten: true })).toEqual(["Why", "Verified", "Password"]);
  const all = reasons(
    view({ request: { details: { ...resetDetails, isPasswordForgotten: true, note: "<7>" } } }),
    words,
  );
  expect(all.map(([, text]) => text).filter((text) => text === "")).toEqual([]);
  expect(all.at(-1)).toEqual(["Note", "‹<7>›"]);
});

test("what speaks for the other kinds is what was written, what changes, or nothing", () => {
  const of = (details: (typeof everyDetails)[number]) => reasons(view({ request: { details } }), words);
  expect(of({ kind: "grant", why: "Olivia leaves" })).toEqual([["Why", "‹Olivia leaves›"]]);
  expect(of({ kind: "policy", before: governance("C1"), after: governance(null) })).toEqual([
    ["Change", "‹Approvals channel: #approvals → none, direct messages›"],
  ]);
  expect(of({ kind: "revoke" })).toEqual([]);
  expect(of({ kind: "system_administrator", invitee: null })).toEqual([]);
  expect(of({ kind: "email", from: "a", to: "b" })).toEqual([]);
});

describe("R49: what changes of the settings", () => {
  const before = governance("C1");
  const changed = (more: Partial<typeof before.policy>) => ({
    ...before,
    policy: { ...before.policy, ...more },
  });

  test("is said a line for each thing, with its value before and after", () => {
    expect(changes(before, before)).toEqual([]);
    expect(changes(before, changed({ approvals: { ...before.policy.approvals, reset: 2 } }))).toEqual([
      expect.stringMatching(/reset: 0 → 2$/),
    ]);
    expect(changes(before, changed({ breakGlassAfterMs: null }))).toEqual([
      expect.stringMatching(/after 24 hours → never$/),
    ]);
    expect(changes(before, changed({ breakGlassAfterMs: 1 }))).toEqual([
      expect.stringMatching(/→ after 4 hours$/),
    ]);
    expect(changes(before, changed({ isAppOnlyForAdministrators: true }))).toEqual([
      expect.stringMatching(/text messages allowed → required$/),
    ]);
    const both = changed({ breakGlassAfterMs: null, isAppOnlyForAdministrators: true });
    expect(changes(before, both)).toHaveLength(2);
  });

  test("names another channel though it is called the same, and none where only the name changed", () => {
    expect(changes(governance("C1"), governance("C2"))).toEqual([
      expect.stringMatching(/\(C1\) → another #approvals \(C2\)$/),
    ]);
    expect(changes(governance("C1"), governance("C2", "other"))).toEqual([
      expect.stringMatching(/#approvals → #other$/),
    ]);
    expect(changes(governance(null), governance("C1"))).toEqual([
      expect.stringMatching(/none, direct messages → #approvals$/),
    ]);
    expect(changes(governance("C1", "renamed"), governance("C1"))).toEqual([
      expect.stringMatching(/#renamed → #approvals$/),
    ]);
  });

  test("is of everything that the company has set, each once", () => {
    const all = settings(before);
    expect(all).toHaveLength(7);
    expect(new Set(all.map(([what]) => what)).size).toBe(7);
    expect(all.slice(0, 4).map(([, value]) => value)).toEqual(["1", "1", "0", "0"]);
  });
});

describe("a request's state", () => {
  const said = (request: object, more: object = {}) =>
    stateText(view({ request: { decidedAt, ...request }, ...more }), words);
  const by = { decidedBy: olivia };

  test("while it waits: how many are missing, one at least, who agreed, and until when", () => {
    const waiting = (required: number, given: number, approvals = [] as (typeof olivia)[]) =>
      said({}, { quorum: { required, given }, approvals });
    expect(waiting(1, 0)).toBe("Waiting for approval: 1 person needed. Expires at 19:32.");
    expect(waiting(3, 1, [olivia])).toBe(
      "Waiting for approval: 2 people needed. Approved by ‹Olivia Reyes›. Expires at 19:32.",
    );
    expect(waiting(3, 2, [olivia, nora])).toMatch(
      /1 person needed. Approved by ‹Olivia Reyes›, ‹Nora Kim›\./,
    );
    expect(waiting(0, 0)).toContain("1 person");
  });

  test.each([
    ["approved", /^Approved by ‹Olivia Reyes›, at 19:40\. .*24 hours/],
    ["denied", /^Denied by ‹Olivia Reyes›, at 19:40\.$/],
    ["cancelled", /^Cancelled by ‹Olivia Reyes›, at 19:40\.$/],
    ["expired", /^Expired, at 19:40: nobody decided\.$/],
  ] as const)("once it is %s: by whom and when", (state, text) => {
    expect(said({ state }, by)).toMatch(text);
  });

  test("without what nobody knows, and with the reason of a no", () => {
    expect(said({ state: "denied", decidedAt: null })).toBe("Denied.");
    expect(said({ state: "denied", denyReason: "not <verified>" }, by)).toMatch(/: ‹not <verified>›\.$/);
  });

  test("once it is done: who agreed, or that nobody had to, could, or did", () => {
    const done = { state: "executed" };
    expect(said(done)).toBe("Done, at 19:40.");
    expect(said({ ...done, isReducedQuorum: true })).toBe(
      "Done, at 19:40. There was nobody else to approve.",
    );
    expect(said(done, { approvals: [olivia, nora] })).toBe(
      "Approved by ‹Olivia Reyes› and ‹Nora Kim›, at 19:40.",
    );
    expect(said({ ...done, isBreakGlass: true }, { ...by, approvals: [nora] })).toBe(
      "Done without approval by ‹Olivia Reyes›, at 19:40, after nobody had decided.",
    );
  });

  test("and of a reset what became of its person", () => {
    const outcomeAt = new Date("2026-11-20T20:00:00Z");
    const reset = (outcome: string, at: Date | null = outcomeAt) =>
      said({ state: "executed" }, { approvals: [olivia], reset: { outcome, outcomeAt: at } }).replace(
        /^.*?19:40\. /,
        "",
      );
    expect(reset("open", null)).toBe("Reset, waiting for ‹Petra›.");
    expect(reset("completed")).toBe("‹Petra› is back in, at 20:00.");
    expect(reset("completed", null)).toBe("‹Petra› is back in.");
    expect(reset("lapsed")).toMatch(/, at 20:00: ‹Petra› isn't back in\.$/);
    expect(reset("stopped")).toMatch(/^Stopped, at 20:00/);
    expect(reset("undone")).toBe("Undone, at 20:00.");
    const gone = { subject: null, reset: { outcome: "open" as const, outcomeAt: null } };
    expect(said({ state: "executed" }, gone)).toBe("Done, at 19:40.");
  });
});
