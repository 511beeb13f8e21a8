import { expect, test } from "vitest";
import { followingCheckpointAt, isCheckpointTold, nextCheckpointAt } from "../../src/domain/checkpoint.ts";
import { day } from "../helpers/clock.ts";

const zone = "America/New_York";

test.each([
  ["before 8:00, the same day", "2026-11-20T12:59:59Z", "2026-11-20T13:00:00.000Z"],
  ["at 8:00, the next day", "2026-11-20T13:00:00Z", "2026-11-21T13:00:00.000Z"],
  ["a moment after 8:00", "2026-11-20T13:00:03Z", "2026-11-21T13:00:00.000Z"],
  ["in the afternoon", "2026-11-20T22:59:00Z", "2026-11-21T13:00:00.000Z"],
  ["at night", "2026-11-21T04:00:00Z", "2026-11-21T13:00:00.000Z"],
])("the next checkpoint %s", (_when, after, next) => {
  expect(nextCheckpointAt(new Date(after), zone).toISOString()).toBe(next);
});

test("R55: over a year, with both changes of the clocks, one follows the other once a day", () => {
  let at = nextCheckpointAt(new Date("2026-01-01T00:00:00Z"), zone);
  const dates = new Set<string>();
  for (let n = 0; n < 365; n++) {
    dates.add(at.toLocaleDateString("en-US", { timeZone: zone }));
    const next = followingCheckpointAt(new Date(at.getTime() + 4321), zone);
    const gap = (next.getTime() - at.getTime()) / day;
    expect(gap).toBeGreaterThan(0.8);
    expect(gap).toBeLessThan(1.2);
    at = next;
  }
  expect(dates.size).toBe(365);
});

test("people hear whenever something happened, and of a quiet chain once a week", () => {
  const at = new Date("2026-11-20T13:00:00Z");
  const told = { hash: "a", at };
  const later = (days: number) => ({ ...told, at: new Date(at.getTime() + days * day) });
  expect(isCheckpointTold(undefined, told)).toBe(true);
  expect(isCheckpointTold(told, { ...later(1), hash: "b" })).toBe(true);
  for (const days of [1, 2, 3, 4, 5, 6]) expect(isCheckpointTold(told, later(days))).toBe(false);
  expect(isCheckpointTold(told, later(7))).toBe(true);
  // The morning's mail is up to an hour early where clocks change, and a little later each day.
  expect(isCheckpointTold(told, later(6.5))).toBe(true);
  expect(isCheckpointTold(told, later(6.49))).toBe(false);
});
