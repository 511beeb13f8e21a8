import fc from "fast-check";
import { expect, test } from "vitest";
import { afterWrongCode, attemptFault, lockMs, maxPerAccount, triesLeft } from "../../src/domain/attempt.ts";

const now = new Date("2026-11-20T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const account = { mfaEpoch: 3, codeFailures: 0, lockedUntil: null, heldUntil: null };
const challenge = { epoch: 3, attempts: 0, expiresAt: later(1), consumedAt: null, voidedAt: null };

test.each([
  ["fresh", {}, {}, undefined],
  ["locked", { lockedUntil: later(1) }, {}, "locked"],
  ["lock run out", { lockedUntil: now }, {}, undefined],
  ["held", { heldUntil: later(1) }, {}, "held"],
  ["held and locked", { heldUntil: later(1), lockedUntil: later(1) }, {}, "held"],
  ["held no longer", { heldUntil: now }, {}, undefined],
  ["consumed", {}, { consumedAt: now }, "challenge_spent"],
  ["void", {}, { voidedAt: now }, "challenge_expired"],
  ["of an older epoch", {}, { epoch: 2 }, "challenge_expired"],
  ["at its end", {}, { expiresAt: now }, "challenge_expired"],
  ["after four wrong codes", {}, { attempts: 4 }, undefined],
  ["after five wrong codes", {}, { attempts: 5 }, "challenge_exhausted"],
] as const)("R12 R44: a challenge that is %s", (_name, user, row, fault) => {
  expect(attemptFault({ ...account, ...user }, { ...challenge, ...row }, now)).toBe(fault);
});

test("R12: ten wrong codes in a row lock for 30 minutes, however they are spread", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (tries) => {
      let state: { codeFailures: number; lockedUntil: Date | null } = account;
      let tried = 0;
      for (let i = 0; i < tries && !(state.lockedUntil && state.lockedUntil > now); i++, tried++) {
        state = { ...state, ...afterWrongCode(state, now) };
      }
      expect(tried).toBe(Math.min(tries, maxPerAccount));
      if (tries >= maxPerAccount) expect(state.lockedUntil).toEqual(later(lockMs));
    }),
  );
});

test("R12: after a lock that ran out the count begins anew", () => {
  expect(afterWrongCode({ codeFailures: 10, lockedUntil: later(-1) }, now)).toEqual({
    codeFailures: 1,
    lockedUntil: null,
  });
});

test("tries left is what the nearer of both limits leaves", () => {
  expect(triesLeft(1, 1)).toBe(4);
  expect(triesLeft(1, 9)).toBe(1);
  expect(triesLeft(5, 5)).toBe(0);
});
