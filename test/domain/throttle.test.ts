import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterPasswordMail,
  afterWrongHalves,
  afterWrongPassword,
  throttledUntil,
} from "../../src/domain/throttle.ts";
import { hour, minute, second } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

test("R12: the tenth wrong password in a row pauses the address for half an hour, and begins a new count", () => {
  expect(afterWrongPassword(0, now)).toEqual({ failures: 1, lockedUntil: null });
  expect(afterWrongPassword(8, now)).toEqual({ failures: 9, lockedUntil: null });
  expect(afterWrongPassword(9, now)).toEqual({ failures: 0, lockedUntil: ahead(30 * minute) });
});

test("R12: a pause holds to its end and no longer", () => {
  expect(throttledUntil({ failures: 0, lockedUntil: ahead(1) }, now)).toEqual(ahead(1));
  for (const lockedUntil of [now, ago(1), null])
    expect(throttledUntil({ failures: 3, lockedUntil }, now)).toBeUndefined();
  expect(throttledUntil(undefined, now)).toBeUndefined();
});

const halves = (failures: number, agoMs: number) => ({
  failures,
  lockedUntil: null,
  lastFailureAt: ago(agoMs),
});

test("R46: fifty wrong setup codes at once pause the address; one is forgotten every 36 seconds, never more than there were", () => {
  expect(afterWrongHalves(undefined, now)).toEqual({ failures: 1, lockedUntil: null });
  expect(afterWrongHalves(halves(48, 0), now).failures).toBe(49);
  expect(afterWrongHalves(halves(49, 0), now).lockedUntil).toEqual(ahead(30 * minute));
  expect(afterWrongHalves(halves(49, 36 * second - 1), now).lockedUntil).not.toBeNull();
  expect(afterWrongHalves(halves(49, 36 * second), now)).toEqual({ failures: 49, lockedUntil: null });
  expect(afterWrongHalves(halves(20, 6 * 36 * second), now).failures).toBe(15);
  expect(afterWrongHalves(halves(3, hour), now).failures).toBe(1);
});

test("R46: what trickles in from one network, a try in 36 seconds, never pauses the others", () => {
  let count = { failures: 0, lastFailureAt: now };
  for (let tries = 1; tries <= 500; tries++) {
    const at = new Date(now.getTime() + tries * 36 * second);
    const after = afterWrongHalves({ ...count, lockedUntil: null }, at);
    expect(after.lockedUntil).toBeNull();
    count = { failures: after.failures, lastFailureAt: at };
  }
});

test("R28: three password mails within an hour; the fourth is counted once more and not sent, then none", () => {
  let count: ReturnType<typeof afterPasswordMail>;
  const asked = Array.from({ length: 4 }, (_, minutes) => {
    count = afterPasswordMail(count, ahead(minutes * minute));
    return count;
  });
  expect(asked.map((one) => one?.isTooMany)).toEqual([false, false, false, true]);
  expect(asked.map((one) => one?.failures)).toEqual([1, 2, 3, 4]);
  // The hour counts from the last that was sent: asking again and again does not prolong it.
  expect(count?.lastFailureAt).toEqual(ahead(2 * minute));
  expect(afterPasswordMail(count, ahead(2 * minute + hour - 1))).toBeUndefined();
  expect(afterPasswordMail(count, ahead(2 * minute + hour))).toEqual({
    ...{ failures: 1, lastFailureAt: ahead(2 * minute + hour), isTooMany: false },
  });
});

test("R28: however it is asked for, no more than three are sent in any hour from the first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 40 }), (gaps) => {
      let [at, count]: [Date, ReturnType<typeof afterPasswordMail>] = [now, undefined];
      let run = 0;
      for (const gap of gaps) {
        at = new Date(at.getTime() + gap * minute);
        const next = afterPasswordMail(count, at);
        run = next?.failures === 1 ? 1 : run + (next && !next.isTooMany ? 1 : 0);
        expect(run).toBeLessThanOrEqual(3);
        count = next ?? count;
      }
    }),
  );
});
