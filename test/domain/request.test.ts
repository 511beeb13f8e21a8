import fc from "fast-check";
import { expect, test } from "vitest";
import {
  closedAs,
  inOfficeHours,
  isFinal,
  lifetimeOf,
  mayBecome,
  proceedsAt,
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

test("R42: a request goes from waiting to any end, and an approved email to its effect, an objection or a no", () => {
  const after = (from: RequestState) => states.filter((to) => mayBecome(from, to));
  expect(after("pending")).toEqual(states.filter((state) => state !== "pending"));
  expect(after("approved")).toEqual(["denied", "cancelled", "executed"]);
  for (const state of states.filter(isFinal)) expect(after(state)).toEqual([]);
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

test("R36: whoever asked proceeds alone by the stricter of what was set then and what is set now", () => {
  const createdAt = now;
  const at = (ms: number) => new Date(now.getTime() + ms);
  const then = (breakGlassAt: Date | null, breakGlassAfterMs: number | null) =>
    proceedsAt({ createdAt, breakGlassAt }, { breakGlassAfterMs });
  expect(then(at(day), day)).toEqual(at(day));
  expect(then(at(day), 4 * hour)).toEqual(at(day));
  expect(then(at(4 * hour), day)).toEqual(at(day));
  for (const never of [then(null, day), then(at(day), null), then(null, null)]) expect(never).toBeNull();
});
