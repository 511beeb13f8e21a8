import { expect, test } from "vitest";
import { parseMrkdwn, plainOf, type Reader } from "../../src/emulator/text/mrkdwn.ts";

const reader: Reader = {
  userName: (id) => (id === "U1" ? "Olivia Reyes" : id),
  channelName: () => "general",
  timeZone: "America/New_York",
  now: new Date("2026-11-20T19:00:00Z"),
};
const seconds = (iso: string) => Date.parse(iso) / 1000;
const tomorrow = seconds("2026-11-21T19:32:00Z");

test.each([
  ["*bold* _italic_ ~strike~ `code`", "bold italic strike code"],
  ["snake_case_name and 2*3*4 stay", "snake_case_name and 2*3*4 stay"],
  ["<@U1> in <#C1> told <!here>", "@Olivia Reyes in #general told @here"],
  ["<https://a.example/x?a=1&amp;b=2|here> and <https://b.example>", "here and https://b.example"],
  ["a &lt;b&gt; &amp; c &amp;lt;", "a <b> & c &lt;"],
  ["> quoted\nnot", "quoted\nnot"],
  ["```*not bold*```", "*not bold*"],
  [":lock: :unheard_of:", "🔒 :unheard_of:"],
  [`<!date^${tomorrow}^{date_short_pretty} at {time}|later>`, "tomorrow at 2:32 PM"],
  [`<!date^${tomorrow}^{date_num} {date_long}|later>`, "2026-11-21 Saturday, November 21, 2026"],
  ["<!date^soon^{date}|later>", "later"],
])("%s reads %s", (source, words) => {
  expect(plainOf(parseMrkdwn(source, reader))).toBe(words);
});
