import { expect, test } from "vitest";
import type { Refusal } from "../../src/domain/refusal.ts";
import {
  isShared,
  orText,
  type RefusalWords,
  secondsText,
  sharedRefusalText,
} from "../../src/domain/refusal-text.ts";

const at = new Date("2026-11-20T19:32:00Z");
const words: RefusalWords = {
  said: (text) => `‹${text}›`,
  ...{ when: () => "at 19:32", until: () => "until 19:32" },
  ask: (helpers, otherwise) => `Ask ${helpers.length > 0 ? helpers.join(", ") : otherwise}.`,
  command: (typed) => `\`${typed}\``,
  company: "‹Acme›",
};
const say = (refusal: Refusal) => (isShared(refusal) ? sharedRefusalText(refusal, words) : undefined);

test("R32: of an unknown address the three nearest are offered, or to check it", () => {
  const near = (...emails: string[]) =>
    say({ code: "unknown_person", near: emails.map((email) => ({ name: "", email })) });
  expect(near("a", "b", "c", "d")).toMatch(/Did you mean ‹a›, ‹b›, or ‹c›\?$/);
  expect(near()).toMatch(/Check it with the person/);
});

test("R31: of many domains five are named", () => {
  const domains = ["a", "b", "c", "d", "e", "f"];
  expect(say({ code: "email_domain", domains })).toContain("‹d›, or ‹e›.");
});

test("R17: a short wait is said in seconds, a longer one as a time", () => {
  const wait = (waitMs: number) => say({ code: "text_too_soon", at, waitMs });
  expect(wait(119_001)).toContain(" in 120 seconds.");
  expect(wait(120_000)).toContain(" at 19:32.");
  expect(secondsText(0)).toBe("in a second");
  expect(secondsText(1000)).toBe("in a second");
  expect(secondsText(1001)).toBe("in 2 seconds");
});

const asking: Refusal[] = [
  { code: "email_link_unknown" },
  { code: "no_phone_change" },
  { code: "password_blocked", why: "invited" },
  { code: "help_limit", until: at },
  { code: "not_employee", helpers: [] },
];
test.each(asking)("%j names somebody to ask where no colleague is known", (refusal) => {
  expect(say(refusal)).toMatch(/Ask (your company|whoever invited you)\.$/);
});

test("who went ahead alone is said to have, and who approved is not", () => {
  const closed = { code: "request_closed", state: "executed", at, name: "Petra" } as const;
  expect(say({ ...closed, byName: "Sam", isAlone: true })).toMatch(
    /^‹Sam› already went ahead without approval/,
  );
  expect(say({ ...closed, byName: "Sam" })).toMatch(/^‹Sam› already approved/);
  expect(say({ ...closed, byName: null, isAlone: true })).toMatch(/^This was already done/);
});

test("how many approvals are missing is counted", () => {
  expect(say({ code: "already_approved", at, missing: 1 })).toContain("1 more approval,");
  expect(say({ code: "already_approved", at, missing: 2 })).toContain("2 more approvals,");
  expect(say({ code: "wait_for_approval", at, missing: 1 })).toContain("starting at 19:32");
  expect(say({ code: "wait_for_approval", at: null, missing: 1 })).toContain("switched off");
});

test("an open request is followed, or decided by whoever may; whose it is is said where it is known", () => {
  const open = { code: "request_open", requestId: "x", name: "Petra", requesterName: "Sam", at } as const;
  expect(say({ ...open, mayDecide: true })).toMatch(/about ‹Petra›: ‹Sam› asked at 19:32\. .*approve/);
  expect(say({ ...open, mayDecide: false })).toMatch(/to follow it\.$/);
  expect(say({ ...open, name: "", requesterName: "", mayDecide: false })).toMatch(/for this: somebody asked/);
});

test("whoever could decide is named by role, and who could unlock by name", () => {
  const approver = (isForBoth: boolean) => say({ code: "not_approver", helpers: [], isForBoth });
  expect(approver(true)).toMatch(/and System Administrators can.*an administrator\.$/);
  expect(approver(false)).toMatch(/^Only Payments Admins can.*a Payments Admin\.$/);
  expect(say({ code: "held", until: at, helpers: ["Nora", "Sam"] })).toContain("Admin (‹Nora› or ‹Sam›) can");
  expect(say({ code: "held", until: at, helpers: [] })).toContain("Admin can");
  const nobody = (hasRecoveryCode: boolean) =>
    say({ code: "nobody_can_decide", name: "Petra", hasRecoveryCode });
  expect(nobody(true)).toContain("asked. With the password, ‹Petra›'s recovery code");
  expect(nobody(false)).toContain("asked. A System Administrator");
});

test("names are joined as they are spoken", () => {
  expect(orText(["Nora"])).toBe("Nora");
  expect(orText(["Nora", "Marcus", "Sam"])).toBe("Nora, Marcus, or Sam");
});

test("what each edge says itself is not shared", () => {
  expect(isShared({ code: "not_linked" })).toBe(false);
  expect(isShared({ code: "self_role" })).toBe(true);
});
