import { expect, test } from "vitest";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";

const plain = (length: number) => ({ type: "plain_text", text: "x".repeat(length) });
const option = (index: number) => ({ text: plain(5), value: `v${index}` });
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const input = (element: object) => ({ type: "input", label: plain(5), element });
const rich = (...elements: unknown[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const tableOf = (rows: number, columns: number, characters = 1) => ({
  type: "table",
  rows: many(rows, () => many(columns, () => ({ type: "raw_text", text: "x".repeat(characters) }))),
});

/** A rule: the largest block that passes, the smallest that does not, and what Slack says of it. */
const limits: [string, unknown, unknown, string][] = [
  [
    "a multi-select's most",
    actions({ type: "multi_users_select", max_selected_items: 1 }),
    actions({ type: "multi_users_select", max_selected_items: 0 }),
    "must be greater than 0",
  ],
  [
    "initial users are ids",
    input({ type: "multi_users_select", initial_users: ["U1"] }),
    input({ type: "multi_users_select", initial_users: "U1" }),
    "must provide an array",
  ],
  [
    "a filter of several conversations",
    input({ type: "multi_conversations_select", filter: { include: ["private"] } }),
    input({ type: "multi_conversations_select", filter: {} }),
    "must provide one of: include",
  ],
  [
    "several channels have no filter",
    input({ type: "multi_channels_select", initial_channels: ["C1"] }),
    input({ type: "multi_channels_select", filter: { include: ["public"] } }),
    "invalid additional property: filter",
  ],
  [
    "several external options",
    input({ type: "multi_external_select", initial_options: [option(0)], min_query_length: 1 }),
    input({ type: "multi_external_select", options: [option(0)] }),
    "invalid additional property: options",
  ],
  [
    "a moment has ten digits",
    input({ type: "datetimepicker", initial_date_time: 1_628_633_820 }),
    input({ type: "datetimepicker", initial_date_time: 162_863_382 }),
    "must be greater than 999999999",
  ],
  [
    "a moment has no placeholder",
    input({ type: "datetimepicker" }),
    input({ type: "datetimepicker", placeholder: plain(1) }),
    "invalid additional property: placeholder",
  ],
  ["rich text elements", rich({ type: "text", text: "x" }), rich({ type: "blink" }), "unsupported type"],
  [
    "rich text styles",
    rich({ type: "text", text: "x", style: { bold: true } }),
    rich({ type: "text", text: "x", style: { blink: true } }),
    "invalid additional property: blink",
  ],
  [
    "rich text lists",
    { type: "rich_text", elements: [{ type: "rich_text_list", style: "ordered", elements: [], indent: 8 }] },
    { type: "rich_text", elements: [{ type: "rich_text_list", style: "roman", elements: [] }] },
    "must be a valid enum value",
  ],
  ["table rows", tableOf(100, 1), tableOf(101, 1), "no more than 100 items"],
  ["table columns", tableOf(1, 20), tableOf(1, 21), "no more than 20 items"],
  ["table characters", tableOf(1, 10, 1000), tableOf(1, 10, 1001), "must be less than 10001 characters"],
  [
    "table columns are set",
    { ...tableOf(1, 1), column_settings: [null, { align: "right", is_wrapped: true }] },
    { ...tableOf(1, 1), column_settings: [{ align: "justify" }] },
    "must be a valid enum value",
  ],
];

test.each(limits)("%s", (_, good, bad, complaint) => {
  expect(checkBlocks([good], "message", ["blocks"])).toMatchObject({ ok: true });
  const refused = checkBlocks([bad], "message", ["blocks"]);
  expect(refused.ok ? [] : refused.messages.join("\n")).toContain(`[ERROR] ${complaint}`);
});
