import { expect, test } from "vitest";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";
import { checkView } from "../../src/emulator/block-kit/view.ts";
import { emailModal } from "./sample-app.ts";

const text = (length: number) => "x".repeat(length);
const plain = (length: number) => ({ type: "plain_text", text: text(length) });
const mrkdwn = (length: number) => ({ type: "mrkdwn", text: text(length) });
const many = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));
const option = (index: number) => ({ text: plain(5), value: `v${index}` });
const button = (extra: object = {}) => ({ type: "button", text: plain(5), ...extra });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const select = (extra: object) => ({ type: "static_select", ...extra });
const input = (element: object, extra: object = {}) => ({
  type: "input",
  label: plain(5),
  element,
  ...extra,
});
const confirm = { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) };

/** A rule: the largest block that passes, the smallest that does not, and what Slack says of it. */
const limits: [string, unknown, unknown, string][] = [
  [
    "section text",
    { type: "section", text: mrkdwn(3000) },
    { type: "section", text: mrkdwn(3001) },
    "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
  ],
  [
    "section fields",
    { type: "section", fields: many(10, () => mrkdwn(2000)) },
    { type: "section", fields: many(11, () => mrkdwn(1)) },
    "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
  ],
  [
    "a field's text",
    { type: "section", fields: [mrkdwn(2000)] },
    { type: "section", fields: [mrkdwn(2001)] },
    "must be less than 2001 characters",
  ],
  [
    "header",
    { type: "header", text: plain(150) },
    { type: "header", text: plain(151) },
    "must be less than 151 characters",
  ],
  [
    "header is plain text",
    { type: "header", text: plain(1) },
    { type: "header", text: mrkdwn(1) },
    "must be a valid enum value",
  ],
  [
    "context elements",
    { type: "context", elements: many(10, () => mrkdwn(1)) },
    { type: "context", elements: many(11, () => mrkdwn(1)) },
    "no more than 10 items",
  ],
  [
    "actions elements",
    actions(...many(25, () => button())),
    actions(...many(26, () => button())),
    "no more than 25 items",
  ],
  [
    "button text",
    actions(button({ text: plain(75) })),
    actions(button({ text: plain(76) })),
    "must be less than 76 characters",
  ],
  [
    "button value",
    actions(button({ value: text(2000) })),
    actions(button({ value: text(2001) })),
    "must be less than 2001 characters",
  ],
  [
    "button url",
    actions(button({ url: "https://a.example" })),
    actions(button({ url: "not a url" })),
    "must provide a valid url",
  ],
  [
    "action_id",
    actions(button({ action_id: text(255) })),
    actions(button({ action_id: text(256) })),
    "must be less than 256 characters",
  ],
  [
    "block_id",
    { type: "divider", block_id: text(255) },
    { type: "divider", block_id: text(256) },
    "must be less than 256 characters",
  ],
  [
    "confirm",
    actions(button({ confirm })),
    actions(button({ confirm: { ...confirm, deny: plain(31) } })),
    "must be less than 31 characters",
  ],
  [
    "options of a select",
    actions(select({ options: many(100, option) })),
    actions(select({ options: many(101, option) })),
    "no more than 100 items",
  ],
  [
    "a select has options",
    actions(select({ options: [option(0)] })),
    actions(select({})),
    "missing required field: options",
  ],
  [
    "option text",
    actions(select({ options: [{ text: plain(75), value: "v" }] })),
    actions(select({ options: [{ text: plain(76), value: "v" }] })),
    "must be less than 76 characters",
  ],
  [
    "option value",
    actions(select({ options: [{ text: plain(1), value: text(150) }] })),
    actions(select({ options: [{ text: plain(1), value: text(151) }] })),
    "must be less than 151 characters",
  ],
  [
    "initial option",
    actions(select({ options: [option(0)], initial_option: option(0) })),
    actions(select({ options: [option(0)], initial_option: option(1) })),
    "initial option must match",
  ],
  [
    "radio buttons",
    actions({ type: "radio_buttons", options: many(10, option) }),
    actions({ type: "radio_buttons", options: many(11, option) }),
    "no more than 10 items",
  ],
  [
    "overflow",
    actions({ type: "overflow", options: many(5, option) }),
    actions({ type: "overflow", options: many(6, option) }),
    "no more than 5 items",
  ],
  [
    "input label",
    input({ type: "plain_text_input" }, { label: plain(2000) }),
    input({ type: "plain_text_input" }, { label: plain(2001) }),
    "must be less than 2001 characters",
  ],
  [
    "placeholder",
    input({ type: "plain_text_input", placeholder: plain(150) }),
    input({ type: "plain_text_input", placeholder: plain(151) }),
    "must be less than 151 characters",
  ],
  ["no buttons as inputs", input({ type: "plain_text_input" }), input(button()), "unsupported type"],
  [
    "no masked input",
    input({ type: "plain_text_input" }),
    input({ type: "plain_text_input", masked: true }),
    "invalid additional property: masked",
  ],
  [
    "no texts to type into in actions",
    actions(button()),
    actions({ type: "plain_text_input" }),
    "unsupported type",
  ],
  [
    "image alt_text",
    { type: "image", image_url: "https://a.example/i.png", alt_text: "i" },
    { type: "image", image_url: "https://a.example/i.png" },
    "missing required field: alt_text [json-pointer:/blocks/0]",
  ],
  [
    "section without content",
    { type: "section", text: plain(1) },
    { type: "section" },
    "missing required field: text",
  ],
  [
    "empty text",
    { type: "section", text: plain(1) },
    { type: "section", text: plain(0) },
    "must be more than 0 characters",
  ],
  ["unknown block", { type: "divider" }, { type: "marquee" }, "unsupported type"],
  ["alert is for modals only", { type: "divider" }, { type: "alert", text: plain(1) }, "unsupported type"],
];

test.each(limits)("%s", (_, good, bad, complaint) => {
  expect(checkBlocks([good], "message", ["blocks"])).toMatchObject({ ok: true });
  const refused = checkBlocks([bad], "message", ["blocks"]);
  expect(refused.ok ? [] : refused.messages.join("\n")).toContain(`[ERROR] ${complaint}`);
});

test("ids are unique in a view or message, and given where there are none", () => {
  const twice = checkBlocks(
    [
      { type: "divider", block_id: "a" },
      { type: "divider", block_id: "a" },
    ],
    "message",
    ["blocks"],
  );
  expect(twice).toEqual({
    ok: false,
    messages: ["[ERROR] `block_id` `a` already exists [json-pointer:/blocks/1/block_id]"],
  });
  const same = checkBlocks([actions(button({ action_id: "a" }), button({ action_id: "a" }))], "message", [
    "blocks",
  ]);
  expect(same.ok).toBe(false);
  const given = checkBlocks([{ type: "divider" }, actions(button(), button())], "message", ["blocks"]);
  const ids = given.ok ? given.value.map((block) => block.block_id) : [];
  expect(new Set(ids).size).toBe(2);
  expect(ids.every(Boolean)).toBe(true);
});

test("surfaces hold 50 blocks in messages, 100 in modals and Home", () => {
  const dividers = (count: number) => many(count, () => ({ type: "divider" }));
  expect(checkBlocks(dividers(50), "message", []).ok).toBe(true);
  expect(checkBlocks(dividers(51), "message", []).ok).toBe(false);
  for (const surface of ["modal", "home"] as const) {
    expect(checkBlocks(dividers(100), surface, []).ok).toBe(true);
    expect(checkBlocks(dividers(101), surface, []).ok).toBe(false);
  }
  expect(checkBlocks([{ type: "alert", text: plain(1) }], "modal", []).ok).toBe(true);
});

test.each([
  ["title", { title: plain(24) }, { title: plain(25) }],
  ["submit", { submit: plain(24) }, { submit: plain(25) }],
  ["close", { close: plain(24) }, { close: plain(25) }],
  ["private_metadata", { private_metadata: text(3000) }, { private_metadata: text(3001) }],
  ["callback_id", { callback_id: text(255) }, { callback_id: text(256) }],
  ["a property that Slack does not know", {}, { colour: "red" }],
])("a view's %s", (_, good, bad) => {
  expect(checkView({ ...emailModal(), ...good }, "modal").ok).toBe(true);
  expect(checkView({ ...emailModal(), ...bad }, "modal").ok).toBe(false);
});
