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

test("a select is found by typing, moved in by arrows, taken by Enter and left by Escape", async () => {
  const options = ["Lost phone", "New phone", "Codes do not work"].map(option);
  await showBlocks(page, [input({ type: "static_select", options })]);
  const field = page.getByRole("combobox", { name: "Field" });
  await field.focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.getByRole("option").allTextContents()).toEqual([
    "Lost phone",
    "New phone",
    "Codes do not work",
  ]);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("option").count()).toBe(0);
  await page.keyboard.type("phone");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("New phone");
  expect(await toldBy(page)).toEqual([{ kind: "change", ref: "field/value", raw: ["new phone"] }]);
});
