import { expect, test } from "vitest";
import {
  codeExpiry,
  isLapsed,
  type ResetFacts,
  renewRefusal,
  resendRefusal,
  resetRefusal,
} from "../../src/domain/reset.ts";
import { day, hour, minute } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const petra: ResetFacts["subject"] = {
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
const facts: ResetFacts = {
  actor: { id: "olivia", isPaymentsAdmin: true },
  subject: petra,
  wasResetLately: false,
  hasRecoveryCode: false,
  helpers: ["Marcus"],
  now,
};

test.each([
  ["a Payments Admin's reset of a payee", {}, {}, undefined],
  [
    "an actor who is no Payments Admin",
    { actor: { id: "sam", isPaymentsAdmin: false } },
    {},
    "not_payments_admin",
  ],
  ["oneself", { actor: { id: "petra", isPaymentsAdmin: true } }, {}, "self"],
  ["a deactivated person", {}, { status: "deactivated" }, "person_deactivated"],
  ["an invited person", {}, { status: "invited" }, "person_invited"],
  ["a person who never enrolled", {}, { firstEnrolledAt: null }, "never_enrolled"],
  ["an administrator", {}, { isAdministrator: true }, "needs_approval"],
  ["a person reset lately", { wasResetLately: true }, {}, "needs_approval"],
  ["an email changed 6 days ago", {}, { emailChangedAt: ago(6 * day) }, "needs_approval"],
  ["an email changed 7 days ago", {}, { emailChangedAt: ago(7 * day) }, undefined],
  ["a phone changed lately", {}, { contactPhoneChangedAt: ago(day) }, "needs_approval"],
  ["a password changed lately", {}, { passwordChangedAt: ago(day) }, "needs_approval"],
] as const)("R35: %s", (_name, more, subject, code) => {
  expect(resetRefusal({ ...facts, ...more, subject: { ...petra, ...subject } })?.code).toBe(code);
});

test("R32: who may not reset gets one answer, whoever the subject is", () => {
  const actor = { id: "sam", isPaymentsAdmin: false };
  const statuses = ["active", "invited", "deactivated"] as const;
  for (const status of statuses) {
    expect(resetRefusal({ ...facts, actor, subject: { ...petra, status } })).toEqual({
      code: "not_payments_admin",
      helpers: ["Marcus"],
    });
  }
});

const open = {
  outcome: "open",
  executedAt: ago(hour),
  codeSentAt: ago(hour),
  codeExpiresAt: ahead(23 * hour),
  resends: 0,
  windowEndsAt: ahead(71 * hour),
} as const;

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
