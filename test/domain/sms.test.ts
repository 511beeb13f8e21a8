import fc from "fast-check";
import { expect, test } from "vitest";
import {
  nextTextAt,
  phoneHint,
  type Sent,
  type TextCap,
  type TextUsage,
  textCaps,
  textFault,
} from "../../src/domain/sms.ts";
import { day, hour, minute, second } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const ahead = (ms: number) => new Date(now.getTime() + ms);

const none: Sent = { count: 0, firstAt: null };
const usage = (caps: Partial<Record<TextCap, Sent>> = {}): TextUsage => ({
  caps: { number: none, user: none, address: none, company: none, ...caps },
  unused: 0,
  lastAt: null,
});
const capNames = Object.keys(textCaps) as TextCap[];

test.each(capNames)(
  "R17: the last text of a %s is sent, the next waits until the first is a day old",
  (cap) => {
    const sent = (count: number) => usage({ [cap]: { count, firstAt: ago(hour) } });
    expect(textFault(sent(textCaps[cap] - 1), now)).toBeUndefined();
    const fault = { why: "cap", cap, until: ahead(day - hour) };
    expect(textFault(sent(textCaps[cap]), now)).toEqual(fault);
    expect(textFault(sent(textCaps[cap] + 1), now)).toEqual(fault);
  },
);

test("R17: of two caps that are reached the nearer one is named; one of which nobody knows the first text holds nobody up", () => {
  const full = (cap: TextCap) => ({ count: textCaps[cap], firstAt: now });
  const both = usage({ user: full("user"), company: full("company") });
  expect(textFault(both, now)).toMatchObject({ cap: "user" });
  expect(textFault(usage({ user: { count: 99, firstAt: null } }), now)).toBeUndefined();
});

test("R17: whoever leaves texts unused waits longer for each, a quarter of an hour at most; who uses them not at all", () => {
  const waits = [1, 2, 3, 4, 5, 6, 50].map(
    (unused) => Number(nextTextAt({ unused, lastAt: now })) - now.getTime(),
  );
  expect(waits).toEqual([30 * second, minute, 2 * minute, 5 * minute, 15 * minute, 15 * minute, 15 * minute]);
  expect(nextTextAt({ unused: 0, lastAt: now })).toBeUndefined();
  expect(nextTextAt({ unused: 3, lastAt: null })).toBeUndefined();
});

test("R17: too soon is said before a cap, and no longer when the wait is over", () => {
  const full = usage({ user: { count: textCaps.user, firstAt: now } });
  const at = ahead(30 * second);
  expect(textFault({ ...full, unused: 1, lastAt: now }, now)).toEqual({ why: "too_soon", at });
  expect(textFault({ ...usage(), unused: 1, lastAt: now }, at)).toBeUndefined();
});

test("R32: of a number only its last two digits are shown", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+\d{8,15}$/), (phone) => {
      expect(phoneHint(phone)).toHaveLength(2);
      expect(phone.endsWith(phoneHint(phone))).toBe(true);
    }),
  );
});
