import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { showBlocks, toldBy } from "./show-blocks.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const plain = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (element: object, extra: object = {}) => ({
  type: "input",
  block_id: "field",
  label: plain("Field"),
  element: { action_id: "value", ...element },
  ...extra,
});
const combobox = () => page.getByRole("combobox", { name: "Field" });
const listed = () => page.getByRole("option").locator("span:first-child").allTextContents();
const lastTold = async () => (await toldBy(page)).at(-1);

test("a field has its label as its name, its error and hint as its description, and is marked as required", async () => {
  await showBlocks(page, [input({ type: "plain_text_input" }, { hint: plain("As on the card.") })], {
    errors: { field: "Too short." },
  });
  const field = page.getByRole("textbox", { name: "Field", exact: true });
  expect(await field.getAttribute("aria-required")).toBe("true");
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const words = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  expect(words).toEqual(["Too short.", "As on the card."]);
  await field.fill("Petra");
  expect(await toldBy(page)).toEqual([{ kind: "change", ref: "field/value", raw: ["Petra"] }]);
});

test("an optional field says so and is not marked as required", async () => {
  await showBlocks(page, [input({ type: "email_text_input" }, { optional: true })]);
  const field = page.getByRole("textbox", { name: "Field (optional)" });
  expect(await field.getAttribute("aria-required")).toBeNull();
});

test("a select is found by typing, moved in by arrows, taken by Enter and left by Escape", async () => {
  const options = ["Lost phone", "New phone", "Codes do not work"].map(option);
  await showBlocks(page, [input({ type: "static_select", options })]);
  await combobox().focus();
  await page.keyboard.press("ArrowDown");
  expect(await listed()).toEqual(["Lost phone", "New phone", "Codes do not work"]);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("option").count()).toBe(0);
  await page.keyboard.type("phone");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await combobox().inputValue()).toBe("New phone");
  expect(await toldBy(page)).toEqual([{ kind: "change", ref: "field/value", raw: ["new phone"] }]);
  await combobox().fill("nothing like it");
  expect(await page.getByRole("status").textContent()).toBe("No results");
  await page.keyboard.press("Tab");
  expect(await combobox().inputValue()).toBe("New phone");
});

test("what is chosen in an optional select can be cleared", async () => {
  await showBlocks(page, [input({ type: "users_select", initial_user: "U1" }, { optional: true })]);
  expect(await combobox().inputValue()).toBe("Olivia Reyes");
  await page.getByRole("button", { name: "Clear Olivia Reyes" }).click();
  expect(await combobox().inputValue()).toBe("");
  expect(await lastTold()).toEqual({ kind: "change", ref: "field/value", raw: [] });
});

test("an external select asks from its minimum on, once for a burst of typing, and shows groups and descriptions", async () => {
  const suggestions = [
    { label: "Payees", options: [{ value: "p1", text: "Petra Alvarez", hint: "Alvarez Drywall" }] },
    { label: "Employees", options: [{ value: "p2", text: "Pete Young" }] },
  ];
  await showBlocks(page, [input({ type: "external_select", min_query_length: 2 })], {
    suggestions,
    suggestsAfterMs: 300,
  });
  await combobox().click();
  const status = page.getByRole("status");
  expect(await status.textContent()).toBe("Type at least 2 characters to search");
  await page.keyboard.type("pet");
  expect(await status.textContent()).toBe("Loading…");
  await page.getByRole("option").first().waitFor();
  expect(await toldBy(page)).toEqual([{ kind: "suggest", ref: "field/value", raw: ["pet"] }]);
  expect(await page.getByRole("group", { name: "Payees" }).textContent()).toContain("Alvarez Drywall");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await combobox().inputValue()).toBe("Pete Young");
  await combobox().fill("zzz");
  await page.getByText("No results").last().waitFor();
});

test("several are chips: taken by keyboard, away by their button or Backspace, to the most there may be", async () => {
  await showBlocks(page, [
    input({ type: "multi_users_select", initial_users: ["U9"], max_selected_items: 2 }),
  ]);
  expect(await page.locator(".bk-chip").allTextContents()).toEqual(["Gone Person×"]);
  await combobox().focus();
  for (const name of ["olivia", "marcus"]) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  expect(await page.locator(".bk-chip").allTextContents()).toEqual(["Gone Person×", "Olivia Reyes×"]);
  await page.getByRole("button", { name: "Remove Gone Person" }).click();
  expect(await lastTold()).toEqual({ kind: "change", ref: "field/value", raw: ["U1"] });
  await combobox().focus();
  await page.keyboard.press("Backspace");
  expect(await page.locator(".bk-chip").count()).toBe(0);
});

test("radio buttons and checkboxes are groups with the field's name, moved in by keyboard", async () => {
  const options = ["One", "Two", "Three"].map(option);
  await showBlocks(page, [
    input({ type: "radio_buttons", options, initial_option: option("One") }),
    { ...input({ type: "checkboxes", options }), block_id: "boxes", label: plain("Boxes") },
  ]);
  await page.getByRole("radiogroup", { name: "Field" }).getByLabel("One").focus();
  await page.keyboard.press("ArrowDown");
  const boxes = page.getByRole("group", { name: "Boxes" });
  await boxes.getByLabel("Three").check();
  await boxes.getByLabel("One").check();
  await boxes.getByLabel("Three").uncheck();
  expect((await toldBy(page)).map(({ ref, raw }) => [ref, ...raw])).toEqual([
    ["field/value", "two"],
    ["boxes/value", "three"],
    ["boxes/value", "three", "one"],
    ["boxes/value", "one"],
  ]);
});

test("a text field counts down near its limit, and past it", async () => {
  await showBlocks(page, [input({ type: "plain_text_input", max_length: 10 })]);
  const field = page.getByLabel("Field");
  await field.fill("short");
  expect(await page.locator(".bk-left").count()).toBe(0);
  await field.fill("nine long");
  expect(await page.locator(".bk-left").textContent()).toBe("1 characters left");
  await field.fill("much too long");
  expect(await page.locator(".bk-left").textContent()).toBe("-3 characters left");
});

test("a text field with dispatch_action tells on Enter, or after a pause in typing, as the app wants", async () => {
  const dispatch = { dispatch_action: true };
  const config = { dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } };
  await showBlocks(page, [input({ type: "plain_text_input" }, dispatch)]);
  await page.getByLabel("Field").fill("ab");
  await page.keyboard.press("Enter");
  expect((await toldBy(page)).map(({ kind }) => kind)).toEqual(["change", "act"]);
  await showBlocks(page, [input({ type: "plain_text_input", ...config }, dispatch)]);
  await page.getByLabel("Field").pressSequentially("ab");
  await page.waitForFunction("window.told.some(({ kind }) => kind === 'act')");
  expect(await toldBy(page)).toEqual([
    { kind: "change", ref: "field/value", raw: ["a"] },
    { kind: "change", ref: "field/value", raw: ["ab"] },
    { kind: "act", ref: "field/value", raw: ["ab"] },
  ]);
});

test("dates, times and moments are picked in the browser's own fields; a moment by the person's clock", async () => {
  const fields = [
    ["datepicker", "2026-11-20", "2026-11-20"],
    ["timepicker", "14:32", "14:32"],
    ["datetimepicker", "2026-11-20T14:32", String(Date.parse("2026-11-20T19:32:00Z") / 1000)],
  ] as const;
  for (const [type, written, raw] of fields) {
    await showBlocks(page, [input({ type })]);
    await page.getByLabel("Field").fill(written);
    expect(await lastTold()).toEqual({ kind: "change", ref: "field/value", raw: [raw] });
  }
});

test("what stands outside an input tells at once, named by the section's text or its placeholder", async () => {
  const select = { type: "static_select", action_id: "value", options: [option("One")] };
  await showBlocks(
    page,
    [
      { type: "section", block_id: "beside", text: plain("Who is responsible?"), accessory: select },
      { type: "actions", block_id: "row", elements: [{ ...select, placeholder: plain("Reason") }] },
    ],
    { surface: "message" },
  );
  for (const name of ["Who is responsible?", "Reason"]) {
    await page.getByRole("combobox", { name }).click();
    await page.getByRole("option", { name: "One" }).click();
  }
  expect(await toldBy(page)).toEqual([
    { kind: "act", ref: "beside/value", raw: ["one"] },
    { kind: "act", ref: "row/value", raw: ["one"] },
  ]);
});
