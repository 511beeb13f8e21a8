import fc from "fast-check";
import { expect, test } from "vitest";
import { isLive, type Level, nextStep, sessionLimits } from "../../src/domain/session.ts";
import { day, hour, minute } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);
const levels: Level[] = ["password", "enrol", "full"];

test("R52: an administrator's session is never longer than another's, and none below full lasts longer than a sign-in", () => {
  for (const level of levels) {
    const [administrator, other] = [sessionLimits(level, true), sessionLimits(level, false)];
    expect(administrator.idleMs).toBeLessThanOrEqual(other.idleMs);
    expect(administrator.lifetimeMs).toBeLessThanOrEqual(other.lifetimeMs);
    if (level !== "full") expect(other.lifetimeMs).toBeLessThanOrEqual(hour);
  }
  expect(sessionLimits("full", true)).toEqual({ idleMs: 15 * minute, lifetimeMs: 12 * hour });
  expect(sessionLimits("full", false)).toEqual({ idleMs: hour, lifetimeMs: day });
  expect(sessionLimits("password", false)).toEqual({ idleMs: 15 * minute, lifetimeMs: 15 * minute });
  expect(sessionLimits("enrol", false).idleMs).toBe(30 * minute);
});

const session = {
  level: "full" as Level,
  createdAt: ago(2 * hour),
  lastSeenAt: ago(minute),
  idleMs: hour,
  expiresAt: ahead(22 * hour),
  endedAt: null as Date | null,
  epoch: 2,
};
const member = { status: "active", mfaEpoch: 2, isAdministrator: false };
const administrator = { ...member, isAdministrator: true };

test.each([
  ["in use", {}, member, true],
  ["ended", { endedAt: ago(1) }, member, false],
  ["at its end", { expiresAt: now }, member, false],
  ["idle almost as long as it may be", { lastSeenAt: ago(hour - 1) }, member, true],
  ["idle as long as it may be", { lastSeenAt: ago(hour) }, member, false],
  [
    "idle as long as it might when it began",
    { idleMs: 10 * minute, lastSeenAt: ago(10 * minute) },
    member,
    false,
  ],
  ["idle too long for who became an administrator", { lastSeenAt: ago(15 * minute) }, administrator, false],
  ["in use, of who became an administrator", { lastSeenAt: ago(14 * minute) }, administrator, true],
  ["too old for who became an administrator", { createdAt: ago(12 * hour) }, administrator, false],
  ["almost too old for one", { createdAt: ago(12 * hour - 1) }, administrator, true],
  ["as old for a member", { createdAt: ago(12 * hour) }, member, true],
  ["as old as a member's may be", { createdAt: ago(day) }, member, false],
  [
    "below full, by the limit with which it began",
    { level: "password" as const, createdAt: ago(day) },
    member,
    true,
  ],
  ["from before a reset", { epoch: 1 }, member, false],
  ["of somebody deactivated", {}, { ...member, status: "deactivated" }, false],
])("R44 R52 R53: a session %s", (_, more, user, is) => {
  expect(isLive({ ...session, ...more }, user, now)).toBe(is);
});

test("R01 R24: no session goes anywhere before full authentication and a saved recovery code", () => {
  const facts = fc.record({
    needsPassword: fc.boolean(),
    isResetOpen: fc.boolean(),
    hasSavedRecoveryCode: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.constantFrom(...levels), facts, (level, given) => {
      const isDone = level === "full" && given.hasSavedRecoveryCode;
      expect(nextStep(level, given) === "done").toBe(isDone);
    }),
  );
  const none = { needsPassword: false, isResetOpen: false, hasSavedRecoveryCode: false };
  expect(nextStep("password", none)).toBe("verify");
  expect(nextStep("password", { ...none, isResetOpen: true })).toBe("setup_code");
  expect(nextStep("enrol", none)).toBe("enrol");
  expect(nextStep("enrol", { ...none, needsPassword: true })).toBe("new_password");
  expect(nextStep("full", none)).toBe("recovery_code");
});
