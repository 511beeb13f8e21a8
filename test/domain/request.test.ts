import fc from "fast-check";
import { expect, test } from "vitest";
import {
  closedAs,
  inOfficeHours,
  isFinal,
  lifetimeOf,
  mayBecome,
  type RequestState,
  stateAfterYes,
} from "../../src/domain/request.ts";
import { day, hour } from "../helpers/clock.ts";

const states: RequestState[] = ["pending", "approved", "denied", "cancelled", "expired", "executed"];
const now = new Date("2026-11-20T12:00:00Z");

test("R42: no path leaves a final state, nothing returns to pending, and only an approved email waits between", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 8 }), (path) => {
      let state: RequestState = "pending";
      let wasFinal = false;
      for (const next of path) {
        if (!mayBecome(state, next)) continue;
        expect(wasFinal).toBe(false);
        expect(next).not.toBe("pending");
        state = next;
        wasFinal = isFinal(state);
      }
    }),
  );
  expect(states.filter(isFinal)).toEqual(["denied", "cancelled", "expired", "executed"]);
  expect(stateAfterYes("email")).toBe("approved");
  for (const kind of ["grant", "revoke", "reset", "policy", "system_administrator"] as const)
    expect(stateAfterYes(kind)).toBe("executed");
});

test.each(states)("A04: what is %s can be decided only while it is pending and in time", (state) => {
  const open = { state, expiresAt: new Date(now.getTime() + 1) };
  expect(closedAs(open, now)).toBe(state === "pending" ? undefined : state);
  expect(closedAs({ state, expiresAt: now }, now)).toBe(state === "pending" ? "expired" : state);
});

test("an ask for a reset lives a day, everything else three", () => {
  expect(lifetimeOf({ isAsk: true })).toBe(day);
  expect(lifetimeOf({ isAsk: false })).toBe(3 * day);
});

test.each([
  ["at noon", "2026-11-20T17:00:00Z", "2026-11-20T17:00:00Z"],
  ["at 8:00", "2026-11-20T13:00:00Z", "2026-11-20T13:00:00Z"],
  ["at 6:30", "2026-11-20T11:30:00Z", "2026-11-20T13:00:00Z"],
  ["at 18:00", "2026-11-20T23:00:00Z", "2026-11-21T13:00:00Z"],
  ["past midnight", "2026-11-21T05:10:00Z", "2026-11-21T13:00:00Z"],
])("nobody is woken for a grant: %s in New York", (_name, at, then) => {
  expect(inOfficeHours(new Date(at), "America/New_York")).toEqual(new Date(then));
});

test("whenever and wherever, it is between 8:00 and 18:00, no later than a day on", () => {
  const zones = fc.constantFrom("America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC");
  const dates = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(dates, zones, (at, zone) => {
      const then = inOfficeHours(at, zone);
      const local = new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "numeric", hourCycle: "h23" });
      const hours = Number(local.format(then));
      const isShifted = zone !== "UTC" && zone !== "Asia/Kathmandu";
      // Where clocks change in the night between, it may be an hour off.
      expect(hours).toBeGreaterThanOrEqual(isShifted ? 7 : 8);
      expect(hours).toBeLessThan(18);
      expect(then.getTime() - at.getTime()).toBeGreaterThanOrEqual(0);
      expect(then.getTime() - at.getTime()).toBeLessThanOrEqual(day + hour);
    }),
  );
});
