import { expect, test } from "vitest";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";
import { checkView } from "../../src/emulator/block-kit/view.ts";
import { emailModal } from "./sample-app.ts";

/** The limits that block-kit.test.ts does not have: the largest that passes, and one more. */

const text = (length: number) => "x".repeat(length);
const plain = (length: number) => ({ type: "plain_text", text: text(length) });
const url = (length: number) => `https://a.example/${text(length - "https://a.example/".length)}`;
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
const option = (extra: object = {}) => ({ text: plain(5), value: "v", ...extra });
const actions = (element: object) => ({ type: "actions", elements: [element] });
const button = (extra: object) => actions({ type: "button", text: plain(5), ...extra });
const words = { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) };
const confirm = (extra: object = {}) => button({ confirm: { ...words, ...extra } });
const input = (element: object, extra: object = {}) => ({
  ...{ type: "input", label: plain(5), element: { type: "plain_text_input", ...element }, ...extra },
});
const image = (alt: number) => ({
  ...{ type: "image", image_url: "https://a.example/i.png", alt_text: text(alt) },
});
const cell = (length: number) => ({ type: "raw_text", text: text(length) });
const table = (...rows: object[][]) => ({ type: "table", rows });
const select = (options: object) => actions({ type: "static_select", ...options });
const groups = (count: number, label: number) => ({
  option_groups: many(count, { label: plain(label), options: [option()] }),
});

test.each<[string, object, object]>([
  ["a button's url", button({ url: url(3000) }), button({ url: url(3001) })],
  [
    "an accessibility label",
    button({ accessibility_label: text(75) }),
    button({ accessibility_label: text(76) }),
  ],
  ["a confirm's title", confirm(), confirm({ title: plain(101) })],
  ["a confirm's text", confirm(), confirm({ text: plain(301) })],
  ["a confirm's yes", confirm(), confirm({ confirm: plain(31) })],
  ["a confirm's no", confirm(), confirm({ deny: plain(31) })],
  [
    "an option's description",
    select({ options: [option({ description: plain(75) })] }),
    select({ options: [option({ description: plain(76) })] }),
  ],
  ["a group's label", select(groups(1, 75)), select(groups(1, 76))],
  ["groups", select(groups(100, 5)), select(groups(101, 5))],
  [
    "checkboxes",
    actions({ type: "checkboxes", options: many(10, option()) }),
    actions({ type: "checkboxes", options: many(11, option()) }),
  ],
  ["a hint", input({}, { hint: plain(2000) }), input({}, { hint: plain(2001) })],
  ["a longest input", input({ max_length: 3000 }), input({ max_length: 3001 })],
  ["an image's words", image(2000), image(2001)],
  ["a table's rows", table(...many(100, [cell(1)])), table(...many(101, [cell(1)]))],
  ["a table's columns", table(many(20, cell(1))), table(many(21, cell(1)))],
  ["a table's characters", table(many(10, cell(1000))), table([...many(10, cell(1000)), cell(1)])],
])("%s", (_, good, bad) => {
  expect(checkBlocks([good], "message", ["blocks"])).toMatchObject({ ok: true });
  expect(checkBlocks([bad], "message", ["blocks"])).toMatchObject({
    ...{ ok: false, messages: [expect.stringMatching(/^\[ERROR\] .*\[json-pointer:\/blocks\/0/)] },
  });
});

test("a view's external_id", () => {
  expect(checkView(emailModal({ external_id: text(255) }), "modal").ok).toBe(true);
  expect(checkView(emailModal({ external_id: text(256) }), "modal")).toEqual({
    ...{ ok: false, messages: ["[ERROR] must be less than 256 characters [json-pointer:/view/external_id]"] },
  });
});
