import { expect, test } from "vitest";
import { emailLinkLifetimeMs, isWaiting } from "../../src/domain/contact-change.ts";
import { domainRefusal, invitationRefusal, isUnfinished } from "../../src/domain/invitation.ts";
import { linkRefusal } from "../../src/domain/link.ts";
import { isFinishable } from "../../src/domain/own-act.ts";
import { latelyResetMs } from "../../src/domain/reset.ts";
import { keepMs } from "../../src/domain/retention.ts";
import { day, minute } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const invitation = { acceptedAt: null, voidedAt: null, expiresAt: ahead(1) };
test.each([
  ["open", invitation, undefined],
  ["unknown", undefined, "invitation_unknown"],
  ["withdrawn or sent anew", { ...invitation, voidedAt: now }, "invitation_unknown"],
  ["withdrawn after it was used", { ...invitation, voidedAt: now, acceptedAt: now }, "invitation_unknown"],
  ["used, and old by now", { ...invitation, acceptedAt: now, expiresAt: now }, "invitation_used"],
  ["at its end", { ...invitation, expiresAt: now }, "invitation_expired"],
])("R29: an invitation that is %s", (_, given, code) => {
  expect(invitationRefusal(given, now)?.code).toBe(code);
});

test.each([
  ["active", null, true],
  ["active", now, false],
  ["invited", null, false],
  ["deactivated", null, false],
] as const)(
  "R29: only who accepted and never set up codes is unfinished: %s, %s",
  (status, firstEnrolledAt, is) => {
    expect(isUnfinished({ status, firstEnrolledAt })).toBe(is);
  },
);

test("R31: an employee's address is one of the company's domains, when it lists any; a payee's is any", () => {
  const domains = ["acme.example", "acme.test"];
  expect(domainRefusal("x@acme.test", "employee", domains)).toBeUndefined();
  expect(domainRefusal("x@else.example", "employee", domains)).toEqual({ code: "email_domain", domains });
  expect(domainRefusal("x@sub.acme.test", "employee", domains)?.code).toBe("email_domain");
  expect(domainRefusal("x@else.example", "payee", domains)).toBeUndefined();
  expect(domainRefusal("x@else.example", "employee", [])).toBeUndefined();
});

const attempt = { endedAt: null, expiresAt: ahead(1), userId: null };
test.each([
  ["nobody's yet", attempt, undefined],
  ["this person's", { ...attempt, userId: "petra" }, undefined],
  ["another's", { ...attempt, userId: "sam" }, "link_expired"],
  ["ended", { ...attempt, endedAt: ago(1) }, "link_expired"],
  ["at its end", { ...attempt, expiresAt: now }, "link_expired"],
  ["unknown", undefined, "link_unknown"],
])("R54: a link to Slack that is %s", (_, given, code) => {
  expect(linkRefusal(given, "petra", now)?.code).toBe(code);
});

const change = { userId: "petra", epoch: 2, expiresAt: ahead(1), doneAt: null, voidedAt: null };
test.each([
  ["that waits", {}, true],
  ["that is done", { doneAt: ago(1) }, false],
  ["that was called off", { voidedAt: ago(1) }, false],
  ["at its end", { expiresAt: now }, false],
  ["begun before a reset", { epoch: 1 }, false],
])("R44 R51: of a change %s", (_, more, is) => {
  expect(isWaiting({ ...change, ...more }, { mfaEpoch: 2 }, now)).toBe(is);
});

test("R44: a set-up is finished within 15 minutes, and never after a reset", () => {
  const pending = { epoch: 2, createdAt: ago(15 * minute - 1) };
  expect(isFinishable(pending, { mfaEpoch: 2 }, now)).toBe(true);
  expect(isFinishable({ ...pending, createdAt: ago(15 * minute) }, { mfaEpoch: 2 }, now)).toBe(false);
  expect(isFinishable(pending, { mfaEpoch: 3 }, now)).toBe(false);
});

test("nothing is deleted that a limit or a list still looks back on", () => {
  expect(keepMs).toBeGreaterThan(Math.max(latelyResetMs, emailLinkLifetimeMs, day));
});
