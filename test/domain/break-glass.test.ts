import { expect, test } from "vitest";
import { breakGlassLifetimeMs, confirmRefusal } from "../../src/domain/break-glass.ts";
import { minute } from "../helpers/clock.ts";

const now = new Date("2026-11-20T12:00:00Z");
const expiresAt = new Date(now.getTime() + breakGlassLifetimeMs);
const opened = { openedBy: "Ada Lopez", expiresAt, confirmedBy: null, confirmedAt: null };

test("R58: another operator confirms within 15 minutes, nobody at their end", () => {
  expect(breakGlassLifetimeMs).toBe(15 * minute);
  expect(confirmRefusal(opened, "Bo", now)).toBeUndefined();
  expect(confirmRefusal(opened, "Bo", new Date(expiresAt.getTime() - 1))).toBeUndefined();
  expect(confirmRefusal(opened, "Bo", expiresAt)).toEqual({ code: "expired", at: expiresAt });
});

test.each(["Ada Lopez", " ada  lopez ", "ADA LOPEZ"])(
  "R58: whoever opened it confirms nothing, written as %j",
  (name) => {
    expect(confirmRefusal(opened, name, now)).toEqual({ code: "same_operator" });
  },
);

test("R58: what was confirmed is not confirmed again, and says by whom", () => {
  const confirmed = { ...opened, confirmedBy: "Bo", confirmedAt: now };
  for (const operator of ["Cy", "Bo", "Ada Lopez"])
    expect(confirmRefusal(confirmed, operator, expiresAt)).toEqual({
      ...{ code: "confirmed_already", by: "Bo", at: now },
    });
});
