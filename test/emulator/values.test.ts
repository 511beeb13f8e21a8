import { expect, test } from "vitest";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";
import { statefulOf } from "../../src/emulator/block-kit/walk.ts";
import { initialValues, rawOf, valueFrom } from "../../src/emulator/state/values.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const one = { text: plain("One"), value: "one" };
const two = { text: plain("Two"), value: "two" };
const inputOf = (element: object) => ({
  type: "input",
  block_id: "field",
  label: plain("Field"),
  element: { action_id: "value", ...element },
});

/** What an element holds at first, what a person puts in, and what `state.values` then says. */
const shapes: [string, object, object, string[], object][] = [
  ["plain_text_input", { initial_value: "a" }, { value: "a" }, ["b"], { value: "b" }],
  ["number_input", { is_decimal_allowed: false }, { value: null }, ["7"], { value: "7" }],
  ["datepicker", {}, { selected_date: null }, ["2026-11-20"], { selected_date: "2026-11-20" }],
  ["timepicker", {}, { selected_time: null }, ["14:32"], { selected_time: "14:32" }],
  [
    "datetimepicker",
    { initial_date_time: 1_628_633_820 },
    { selected_date_time: 1_628_633_820 },
    ["1795000000"],
    { selected_date_time: 1_795_000_000 },
  ],
  ["datetimepicker", {}, { selected_date_time: null }, [], { selected_date_time: null }],
  ["static_select", { options: [one, two] }, { selected_option: null }, ["two"], { selected_option: two }],
  [
    "multi_static_select",
    { options: [one, two] },
    { selected_options: [] },
    ["two"],
    { selected_options: [two] },
  ],
  [
    "multi_external_select",
    { initial_options: [one] },
    { selected_options: [one] },
    ["one", "two"],
    { selected_options: [one, two] },
  ],
  ["multi_users_select", { initial_users: ["U1"] }, { selected_users: ["U1"] }, [], { selected_users: [] }],
  [
    "multi_conversations_select",
    {},
    { selected_conversations: [] },
    ["C1", "C2"],
    { selected_conversations: ["C1", "C2"] },
  ],
  ["multi_channels_select", {}, { selected_channels: [] }, ["C1"], { selected_channels: ["C1"] }],
];

test.each(shapes)("%s holds %j at first as %j, and %j as %j", (type, given, first, raw, later) => {
  const checked = checkBlocks([inputOf({ type, ...given })], "modal", []);
  const blocks = checked.ok ? checked.value : [];
  const before = initialValues(blocks)["field"]?.["value"];
  expect(before).toEqual({ type, ...first });
  const [placed] = statefulOf(blocks);
  const after = placed && valueFrom(placed.element, raw, [one, two]);
  expect(after).toEqual({ type, ...later });
  expect(rawOf(after)).toEqual(raw);
});
