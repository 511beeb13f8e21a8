import { expect, test } from "vitest";
import type { RichTextInline } from "../../src/emulator/block-kit/rich-text.ts";
import { parseMarkdown } from "../../src/emulator/text/markdown.ts";
import { parseMrkdwn, plainOf, type Reader } from "../../src/emulator/text/mrkdwn.ts";
import { plainRichText } from "../../src/emulator/text/rich-text.ts";
import { secondsAt, wallTime } from "../../src/emulator/text/zoned.ts";

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
  [":wave::skin-tone-3: :+1: :constructor: :large_green_circle:", "👋🏼 👍 :constructor: 🟢"],
  ["<!here|here> <!subteam^S1|@payments> <!subteam^S2>", "@here @payments @S2"],
  [`<!date^${tomorrow}^{time}^https://a.example|later>`, "2:32 PM"],
  [`<!date^${tomorrow}^{date_short_pretty} at {time}|later>`, "tomorrow at 2:32 PM"],
  [`<!date^${tomorrow}^{date_num} {date_long}|later>`, "2026-11-21 Saturday, November 21, 2026"],
  ["<!date^soon^{date}|later>", "later"],
])("%s reads %s", (source, words) => {
  expect(plainOf(parseMrkdwn(source, reader))).toBe(words);
});

const parsed = (source: string) => parseMrkdwn(source, reader);
const words = (text: string) => ({ kind: "text", text });

test("styles nest, and marks inside links, code and addresses are none", () => {
  expect(parsed("*_both_*")).toEqual([
    { kind: "bold", pieces: [{ kind: "italic", pieces: [words("both")] }] },
  ]);
  expect(parsed("_see <https://a.example/x_y|x_y> `a_b`_")).toEqual([
    {
      kind: "italic",
      pieces: [
        words("see "),
        { kind: "link", url: "https://a.example/x_y", text: "x_y" },
        words(" "),
        { kind: "code", text: "a_b" },
      ],
    },
  ]);
  expect(parsed("at https://a.example/x_y_z.")).toEqual([
    words("at "),
    { kind: "link", url: "https://a.example/x_y_z", text: "https://a.example/x_y_z" },
    words("."),
  ]);
});

test("quoted lines next to each other are one quote; >>> quotes what follows", () => {
  const quote = { kind: "quote", pieces: [words("one"), { kind: "break" }, words("two")] };
  expect(parsed("&gt; one\n&gt; two\nthree")).toEqual([quote, { kind: "break" }, words("three")]);
  expect(parsed("&gt;&gt;&gt; one\ntwo")).toEqual([quote]);
});

test("a list that is typed stays text", () => {
  expect(plainOf(parsed("• one\n- two\n1. three"))).toBe("• one\n- two\n1. three");
});

test("rich text reads as its parts do", () => {
  const section = (...elements: RichTextInline[]) => ({ type: "rich_text_section" as const, elements });
  const all = section(
    { type: "text", text: "Hi ", style: { bold: true, italic: true } },
    { type: "user", user_id: "U1" },
    { type: "emoji", name: "unheard_of", unicode: "1f44b-1f3fc" },
    { type: "broadcast", range: "here" },
    { type: "date", timestamp: tomorrow, format: " {time}", fallback: "later" },
    { type: "link", url: "https://a.example" },
  );
  const list = { type: "rich_text_list" as const, style: "bullet" as const, elements: [section(), all] };
  expect(plainRichText({ type: "rich_text", elements: [all, list] }, reader)).toBe(
    "Hi @Olivia Reyes👋🏼@here 2:32 PMhttps://a.example\n\nHi @Olivia Reyes👋🏼@here 2:32 PMhttps://a.example",
  );
});

test.each([
  ["2026-11-20T14:32", "America/New_York", "2026-11-20T19:32:00Z"],
  ["2026-07-01T00:05", "Pacific/Auckland", "2026-06-30T12:05:00Z"],
  ["2026-03-08T03:00", "America/New_York", "2026-03-08T07:00:00Z"],
  ["2026-11-01T00:30", "America/New_York", "2026-11-01T04:30:00Z"],
])("%s in %s is %s, and back", (wall, timeZone, moment) => {
  expect(secondsAt(wall, timeZone)).toBe(seconds(moment));
  expect(wallTime(seconds(moment), timeZone)).toBe(wall);
});

test("Markdown has headings, lists in lists, quotes, code, tables and links; HTML in it is text", () => {
  const [title, list, quote, code, table, rule, last] = parseMarkdown(
    "## Next **steps**\n1. Call\n   - twice\n2. Reset\n\n> Never\n\n```\n<b>*x*</b>\n```\n| a | b |\n|---|--:|\n| 1 | `2` |\n\n---\n<b>[go](https://a.example) \\*not\\* ~~done~~",
  );
  expect(title).toEqual({
    kind: "heading",
    level: 2,
    pieces: [words("Next "), { kind: "bold", pieces: [words("steps")] }],
  });
  const paragraph = (text: string) => ({ kind: "paragraph", pieces: [words(text)] });
  const inner = { kind: "list", start: undefined, items: [[paragraph("twice")]] };
  expect(list).toEqual({
    kind: "list",
    start: 1,
    items: [[paragraph("Call"), inner], [paragraph("Reset")]],
  });
  expect(quote).toEqual({ kind: "quote", parts: [paragraph("Never")] });
  expect(code).toEqual({ kind: "code", text: "<b>*x*</b>" });
  expect(table).toEqual({
    kind: "table",
    rows: [
      [[words("a")], [words("b")]],
      [[words("1")], [{ kind: "code", text: "2" }]],
    ],
  });
  expect(rule).toEqual({ kind: "rule" });
  const pieces = last?.kind === "paragraph" ? last.pieces : [];
  expect(pieces[1]).toEqual({ kind: "link", url: "https://a.example", text: "go" });
  expect(plainOf(pieces)).toBe("<b>go *not* done");
});
