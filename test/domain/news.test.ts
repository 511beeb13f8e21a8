import { expect, test } from "vitest";
import { type News, tellings } from "../../src/domain/news.ts";

const all = Object.keys(tellings) as News[];

test.each(all)("%s is told in the thread, and redraws a waiting view only with the messages", (news) => {
  const { thread, view, redraw } = tellings[news];
  expect(thread).toBe(true);
  if (view) expect(redraw).toBe(true);
});

test("R57: whatever ends a request or its reset draws every copy again, and whoever asked hears how it was decided", () => {
  const ends: News[] = [
    "executed",
    "denied",
    "cancelled",
    "expired",
    "completed",
    "lapsed",
    "stopped",
    "undone",
  ];
  for (const news of ends) expect(tellings[news].redraw).toBe(true);
  for (const news of ["executed", "denied", "cancelled", "expired"] as const)
    expect(tellings[news].requester).toBe(true);
});
