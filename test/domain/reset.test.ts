import { expect, test } from "vitest";
import {
  approvalReasons,
  codeExpiry,
  isLapsed,
  renewRefusal,
  resendRefusal,
  resetRefusal,
  undoRefusal,
  windowEnd,
} from "../../src/domain/reset.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { openReset } from "./open-reset.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

type Facts = Parameters<typeof resetRefusal>[0];
const petra: Facts["subject"] = {
  id: "petra",
  firstName: "Petra",
  lastName: "Alvarez",
  email: "petra@a.example",
  status: "active",
  isAdministrator: false,
  firstEnrolledAt: ago(90 * day),
  lockedUntil: null,
  emailChangedAt: null,
  contactPhoneChangedAt: null,
  passwordChangedAt: null,
};
const olivia = { id: "olivia", isPaymentsAdmin: true, relationship: "employee" } as const;
const sam = { id: "sam", isPaymentsAdmin: false, relationship: "employee" } as const;
const payee = { id: "pat", isPaymentsAdmin: false, relationship: "payee" } as const;
const facts: Facts = { actor: olivia, subject: petra, isAsk: false, helpers: ["Marcus"] };

test.each([
  ["a Payments Admin's reset of a payee", {}, {}, undefined],
  ["an actor who is no Payments Admin", { actor: sam }, {}, "not_payments_admin"],
  ["a colleague who only asks", { actor: sam, isAsk: true }, {}, undefined],
  ["a payee who asks", { actor: payee, isAsk: true }, {}, "not_employee"],
  ["oneself", { actor: { ...olivia, id: "petra" } }, {}, "self"],
  ["oneself, asked for", { actor: { ...sam, id: "petra" }, isAsk: true }, {}, "self"],
  ["a deactivated person", {}, { status: "deactivated" }, "person_deactivated"],
  ["an invited person", {}, { status: "invited" }, "person_invited"],
  ["a person who never enrolled", {}, { firstEnrolledAt: null }, "never_enrolled"],
] as const)("R35: %s", (_name, more, subject, code) => {
  expect(resetRefusal({ ...facts, ...more, subject: { ...petra, ...subject } })?.code).toBe(code);
});

test.each([
  ["nobody in particular", false, {}, []],
  ["an administrator", false, { isAdministrator: true }, ["administrator"]],
  ["a person reset lately", true, {}, ["reset_lately"]],
  ["an email changed 6 days ago", false, { emailChangedAt: ago(6 * day) }, ["email_changed"]],
  ["an email changed 7 days ago", false, { emailChangedAt: ago(7 * day) }, []],
  ["a phone changed lately", false, { contactPhoneChangedAt: ago(day) }, ["phone_changed"]],
  ["a password changed lately", false, { passwordChangedAt: ago(day) }, ["password_changed"]],
  [
    "everything at once, gravest first",
    true,
    { isAdministrator: true, emailChangedAt: now, contactPhoneChangedAt: now, passwordChangedAt: now },
    ["administrator", "reset_lately", "email_changed", "phone_changed", "password_changed"],
  ],
] as const)(
  "R28 R36 R51: somebody else must agree to the reset of %s",
  (_name, wasResetLately, more, reasons) => {
    expect(approvalReasons({ subject: { ...petra, ...more }, wasResetLately, now })).toEqual(reasons);
  },
);

test("R32: who may not reset gets one answer, whoever the subject is", () => {
  const actor = sam;
  const statuses = ["active", "invited", "deactivated"] as const;
  for (const status of statuses) {
    expect(resetRefusal({ ...facts, actor, subject: { ...petra, status } })).toEqual({
      code: "not_payments_admin",
      helpers: ["Marcus"],
    });
  }
});

const open = openReset(now);

test("R46: a code is sent again once in two minutes, five times, and not after the window", () => {
  expect(resendRefusal(open, now)).toBeUndefined();
  expect(resendRefusal({ ...open, codeSentAt: ago(minute) }, now)).toEqual({
    code: "resend_too_soon",
    at: ahead(minute),
  });
  expect(resendRefusal({ ...open, resends: 4 }, now)).toBeUndefined();
  expect(resendRefusal({ ...open, resends: 5 }, now)?.code).toBe("resend_exhausted");
  expect(resendRefusal({ ...open, windowEndsAt: now }, now)?.code).toBe("resend_exhausted");
  expect(resendRefusal({ ...open, outcome: "stopped" }, now)?.code).toBe("resend_exhausted");
});

test("R46: a reset lapses with its window, or with its last code", () => {
  expect(isLapsed(open, now)).toBe(false);
  expect(isLapsed({ ...open, codeExpiresAt: now }, now)).toBe(false);
  expect(isLapsed({ ...open, codeExpiresAt: now, resends: 5 }, now)).toBe(true);
  expect(isLapsed({ ...open, windowEndsAt: now }, now)).toBe(true);
  expect(isLapsed({ ...open, outcome: "completed", windowEndsAt: now }, now)).toBe(false);
});

test("R46: a code lives 24 hours, never past the window", () => {
  expect(codeExpiry(now, ahead(72 * hour))).toEqual(ahead(24 * hour));
  expect(codeExpiry(now, ahead(5 * hour))).toEqual(ahead(5 * hour));
});

test("R46: a code in halves is not sent again by the person, and lapses with its own day", () => {
  expect(resendRefusal({ ...open, isPasswordForgotten: true }, now)?.code).toBe("resend_exhausted");
  expect(windowEnd(now, { isPasswordForgotten: true })).toEqual(ahead(24 * hour));
  expect(windowEnd(now, { isPasswordForgotten: false })).toEqual(ahead(72 * hour));
});

test("R28 R36: a forgotten password makes a reset need somebody else, right after who the person is", () => {
  const facts = { wasResetLately: true, isPasswordForgotten: true, now };
  expect(approvalReasons({ ...facts, subject: { ...petra, isAdministrator: true } })).toEqual([
    "administrator",
    "password_forgotten",
    "reset_lately",
  ]);
});

test.each([
  ["open", hour, undefined],
  ["lapsed", 6 * day, undefined],
  ["lapsed", 7 * day, "reset_over"],
  ["completed", hour, "reset_over"],
  ["stopped", hour, "reset_over"],
  ["undone", hour, "reset_over"],
] as const)("R46: a new code for a reset that is %s, %i ms after the verification", (outcome, age, code) => {
  expect(renewRefusal({ ...open, outcome, executedAt: ago(age) }, "Petra", now)?.code).toBe(code);
});

test("R46: a code is sent again two minutes after the last, not a moment before; one that lapsed has", () => {
  const sent = (ms: number) => resendRefusal({ ...open, codeSentAt: ago(ms) }, now);
  expect(sent(2 * minute)).toBeUndefined();
  expect(sent(2 * minute - 1)?.code).toBe("resend_too_soon");
  expect(isLapsed({ ...open, outcome: "lapsed" }, now)).toBe(true);
  expect(isLapsed({ ...open, resends: 5 }, now)).toBe(false);
});

test.each([
  ["open", false, false, undefined],
  ["lapsed", false, false, undefined],
  ["open", false, true, "undo_too_late"],
  ["completed", false, false, "undo_too_late"],
  ["open", true, false, "undo_stolen"],
  ["completed", true, true, "undo_stolen"],
  ["stopped", true, false, "reset_over"],
  ["undone", false, true, "reset_over"],
] as const)(
  "R48: a reset that is %s (stolen: %s, begun: %s) is undone, or not: %s",
  (outcome, isStolen, hasBegun, code) => {
    const refusal = undoRefusal({ outcome, isStolen }, { hasBegun, name: "Petra" });
    expect(refusal).toEqual(code && { code, name: "Petra" });
  },
);
