import { expect, test } from "vitest";
import { becauseText, decidersText, grantApprovalText } from "../../src/domain/deciders-text.ts";
import { afterApprovalTexts, resetDecisionText, resetDecisionTexts } from "../../src/domain/decision-text.ts";
import type { ApprovalReason } from "../../src/domain/refusal.ts";
import {
  attestationOf,
  cautionText,
  linkIn,
  resetLabels,
  verifiedWays,
  wayTexts,
} from "../../src/domain/reset-text.ts";
import { name, petra, resetDetails, view, words } from "./helpers/request-view.ts";

const deciders = (required: number, ...people: string[]) =>
  decidersText({ required, deciders: people }, words);

test("who decides is named: any of them, so many of them, or all", () => {
  expect(deciders(1)).toBe("a Payments Admin");
  expect(deciders(2)).toBe("2 administrators");
  expect(deciders(1, "Nora")).toBe("‹Nora›");
  expect(deciders(2, "Nora")).toBe("‹Nora›");
  expect(deciders(1, "Nora", "Marcus")).toBe("‹Nora› or ‹Marcus›");
  expect(deciders(2, "Nora", "Marcus")).toBe("‹Nora› and ‹Marcus›");
  expect(deciders(2, "Nora", "Marcus", "Olivia")).toBe("2 of ‹Nora›, ‹Marcus› and ‹Olivia›");
  expect(deciders(2, "A", "B", "C", "D", "E")).toBe("2 of ‹A›, ‹B›, ‹C›, ‹D› and ‹E›");
  expect(deciders(2, "A", "B", "C", "D", "E", "F")).toBe("2 of ‹A›, ‹B›, ‹C›, ‹D›, ‹E› and others");
});

const whys: ApprovalReason[] = [
  ...(["administrator", "password_forgotten", "reset_lately"] as const),
  ...(["email_changed", "phone_changed", "password_changed"] as const),
];
test("R36: each reason for a second person is said, and that there is none", () => {
  const all = [undefined, ...whys].map((why) => becauseText(why, "Petra"));
  expect(new Set(all).size).toBe(all.length);
  for (const why of whys) {
    expect(becauseText(why, "Petra")).toMatch(/^Petra/);
    expect(cautionText(why, { name: "Petra", ago: "3 days ago" })).toMatch(/^\*Warning:\* \S.*\.$/);
  }
  expect(becauseText(undefined, "Petra")).not.toContain("Petra");
});

test("R36: a grant says who must agree, or why nobody need", () => {
  const said = (required: number, people: string[], isReduced = false) =>
    grantApprovalText({ required, isReduced, deciders: people }, words);
  expect(said(0, ["Nora"])).toMatch(/^\*Nobody else needs/);
  expect(said(0, [], true)).toMatch(/^\*There is nobody else/);
  expect(said(1, [])).toMatch(/^\*1 approval is needed/);
  expect(said(2, [])).toMatch(/^\*2 approvals are needed/);
  expect(
    grantApprovalText({ required: 1, isReduced: false, deciders: ["nora"] }, { said: (text) => text }),
  ).toMatch(/^\*Nora must agree/);
});

const approved = name("Olivia", "Reyes");
test("what an approver reads: whom it is about, who asked, when and why, how they made sure", () => {
  const [who, why] = resetDecisionTexts(view(), true, words) ?? [];
  expect(who).toBe("You're resetting MFA for *‹Petra Alvarez›*, ‹Alvarez Drywall›, ‹petra@a.example›.");
  expect(why).toMatch(
    /^‹Sam Okafor› asked at 19:32: lost or broken phone\. ‹Sam› called a number .*\. ‹Petra›'s sign-in/,
  );
  const [first, more] = resetDecisionTexts(view(), false, words) ?? [];
  expect(first).toMatch(/^You're approving/);
  expect(more).toMatch(/already had\.$/);
  expect(resetDecisionText(view(), true, words)).toBe(`${who} ${why}`);
});

test("what an approver reads leaves out what is not known, and says that somebody vouched, or a password is gone", () => {
  const alone = resetDecisionTexts(view({ subject: { ...petra, organisation: null } }), true, words);
  expect(alone?.[0]).toContain("*‹Petra Alvarez›*, ‹petra@a.example›");
  const read = (more: object) =>
    resetDecisionText(view({ request: { details: { ...resetDetails, ...more } } }), false, words);
  expect(read({ verifiedHow: "vouched" })).toMatch(/\. Someone we know vouched/);
  expect(read({ isPasswordForgotten: true })).toMatch(/\. \*The password is forgotten, too/);
  expect(read({})).not.toContain("The password");
});

test("what is no reset of somebody is not said to be one", () => {
  expect(resetDecisionText(view({ subject: null }), true, words)).toBeUndefined();
  expect(resetDecisionTexts(view({ request: { details: { kind: "revoke" } } }), true, words)).toBeUndefined();
});

const codeExpiresAt = new Date("2026-11-21T19:40:00Z");
type Reset = { outcome: "open" | "completed"; isPasswordForgotten?: boolean };
const after = (request: object, reset: Reset | null = null, subject: typeof petra | null = petra) =>
  afterApprovalTexts(
    {
      ...view({ request, subject, approvals: [approved] }),
      isSubjectEnrolled: true,
      reset: reset && { outcomeAt: null, codeExpiresAt, isPasswordForgotten: false, ...reset },
    },
    "Acme",
    words,
  );

test("after a yes: what it did, and nothing before it did it", () => {
  expect(after({ state: "executed", details: { kind: "revoke" } })).toEqual([
    "*‹Petra Alvarez› is no longer a Payments Admin.*",
  ]);
  expect(after({ state: "pending", details: { kind: "revoke" } })).toEqual([]);
});

test("after a yes to a reset: where the code goes and until when, and what to tell the person; of halves who reads the other", () => {
  const done = { state: "executed" };
  const [code, tell] = after(done, { outcome: "open" });
  expect(code).toBe(
    "A setup code goes to ‹petra@a.example›, good until at 19:40. ‹Sam› hears of it, and tells them what to do.",
  );
  expect(tell).toMatch(/^\*Tell ‹Petra›:\*/);
  expect(after({ ...done, isAsk: false }, { outcome: "open" })[0]).toMatch(/hears of it\.$/);
  const halves = after(done, { outcome: "open", isPasswordForgotten: true });
  expect(halves).toEqual([
    expect.stringMatching(/^Half of a setup code goes to .*‹Sam› reads ‹Petra› the other half/),
  ]);
  for (const none of [
    after(done),
    after(done, { outcome: "completed" }),
    after(done, { outcome: "open" }, null),
  ])
    expect(none).toEqual([]);
});

const archive = "slack.com/archives/C0123ABC/p1763667120000100";
test("a note's link is kept when it is Slack's, wherever it stands, and nothing else is", () => {
  expect(linkIn(`See https://acme-team.${archive} please`)).toBe(`https://acme-team.${archive}`);
  expect(linkIn(`https://${archive}`)).toBe(`https://${archive}`);
  const others = [
    ...[
      null,
      "",
      "Ticket 7",
      `http://${archive}`,
      `https://evil.example/${archive}`,
      `https://slack.com.evil.example/x`,
    ],
    ...["https://slack.com/archives/C1/p12345", "https://slack.com/archives//p1763667120000100"],
    `https://evil.example?https.${archive}`,
  ];
  for (const note of others) expect(linkIn(note)).toBeNull();
});

test.each(verifiedWays)(
  "R38: what was confirmed is kept as it stood: %s, what it means, and the button",
  (way) => {
    for (const label of Object.values(resetLabels)) {
      const attestation = attestationOf(way, label);
      for (const part of [wayTexts[way].text, wayTexts[way].description, label])
        expect(attestation).toContain(part);
    }
  },
);
