import { describe, expect, test } from "vitest";
import { dateText, dayTimeText, monthDayText, timeText } from "../../src/domain/time-text.ts";

const winter = new Date("2025-11-22T19:32:00Z");
const summer = new Date("2026-07-04T04:05:00Z");

describe("a time on screen", () => {
  test.each([
    ["America/New_York", "2:32 PM Eastern"],
    ["America/Chicago", "1:32 PM Central"],
    ["America/Denver", "12:32 PM Mountain"],
    ["America/Phoenix", "12:32 PM Mountain"],
    ["America/Los_Angeles", "11:32 AM Pacific"],
    ["America/Anchorage", "10:32 AM Alaska"],
    ["Pacific/Honolulu", "9:32 AM Hawaii"],
    ["America/Puerto_Rico", "3:32 PM Atlantic"],
    ["Europe/Berlin", "8:32 PM Central European Time"],
    ["Asia/Kolkata", "1:02 AM India Time"],
    ["UTC", "7:32 PM UTC"],
    ["Etc/GMT-3", "10:32 PM GMT+03:00"],
  ])("names its zone as people say it: %s", (zone, text) => {
    expect(timeText(winter, zone)).toBe(text);
  });

  test("keeps the zone's name in summer", () => {
    expect(timeText(summer, "America/New_York")).toBe("12:05 AM Eastern");
  });

  test("has its day in the same zone", () => {
    expect(dayTimeText(winter, "America/New_York")).toBe("Saturday, Nov 22, 2:32 PM Eastern");
    expect(dayTimeText(summer, "America/Los_Angeles")).toBe("Friday, Jul 3, 9:05 PM Pacific");
    expect(dateText(summer, "America/Los_Angeles")).toBe("Jul 3, 2026");
    expect(monthDayText(summer, "America/Los_Angeles")).toBe("Jul 3");
  });

  test("has plain spaces only, so that it reads in any mail program", () => {
    expect(dayTimeText(winter, "America/New_York")).toMatch(/^[\x20-\x7e]+$/);
  });
});
