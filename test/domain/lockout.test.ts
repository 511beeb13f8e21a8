import { expect, test } from "vitest";
import { lockoutOf } from "../../src/domain/lockout.ts";
import { hour } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const able = { hasActiveFactor: true, heldUntil: null };
const reset = { hasActiveFactor: false, heldUntil: null };
const held = { hasActiveFactor: true, heldUntil: new Date(now.getTime() + hour) };

test.each([
  ["nobody has set up yet", [], "safe"],
  ["one", [able], "alone"],
  ["two", [able, able], "safe"],
  ["one who was reset", [reset], "out"],
  ["one who is held", [held], "out"],
  ["two, one of them reset", [able, reset], "safe"],
  ["two, reset and held", [reset, held], "out"],
  ["one whose hold is over", [{ ...able, heldUntil: now }], "alone"],
] as const)("%s", (_name, holders, state) => {
  expect(lockoutOf(holders, now)).toBe(state);
});
