import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { expectAccessible } from "../portal/axe.ts";
import { gallery, messageGallery } from "./gallery/samples.ts";
import { showBlocks, toldBy } from "./show-blocks.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
});
afterAll(() => browser.close());

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const section = (text: string, accessory?: object) => ({
  type: "section",
  block_id: "said",
  text: mrkdwn(text),
  ...(accessory ? { accessory: { action_id: "more", ...accessory } } : {}),
});

test.each([
  ["a modal", gallery],
  ["a message", messageGallery],
])(
  "every block of %s is without a complaint of axe, in light and dark, on phone and desktop",
  async (_, given) => {
    await showBlocks(page, given.blocks, given.shown);
    await expectAccessible(page);
  },
  60_000,
);

test("an open list and an open menu are without a complaint of axe", async () => {
  await showBlocks(page, gallery.blocks);
  await page.getByRole("combobox", { name: "Several of them" }).click();
  await expectAccessible(page);
  await showBlocks(page, messageGallery.blocks, messageGallery.shown);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem").first().waitFor();
  await expectAccessible(page);
}, 60_000);

test("R63: what people write becomes neither markup nor a link that runs", async () => {
  const nasty = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>`;
  const code = "javascript:window.ran=1";
  const escaped = nasty.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const link = { type: "link", url: code, text: "rich link" };
  const rich = { type: "rich_text", elements: [{ type: "rich_text_section", elements: [link] }] };
  await showBlocks(
    page,
    [
      { type: "header", text: plain(nasty) },
      section(`<${code}|marked link> ${escaped}`, {
        type: "overflow",
        options: [{ text: plain(nasty), value: "one", url: code }],
      }),
      { type: "actions", elements: [{ type: "button", text: plain("Button link"), url: code }] },
      { type: "image", image_url: code, alt_text: nasty },
      { type: "markdown", text: `${nasty}\n[down link](${code})` },
      { type: "table", rows: [[{ type: "raw_text", text: nasty }, rich]] },
      rich,
    ],
    { surface: "message" },
  );
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem").click();
  await page.getByRole("button", { name: "Button link" }).click();
  expect(await page.locator("main a, main img, main script").count()).toBe(0);
  expect(await page.evaluate("window.ran")).toBeUndefined();
  expect(await page.getByText("rich link").count()).toBe(2);
  const asRead = page.getByText(`<img src=x onerror="window.ran=1">`);
  expect(await asRead.count()).toBeGreaterThanOrEqual(4);
});

test("a button tells once, is busy until it is answered, and says so; a link opens and tells as well", async () => {
  const button = (id: string, extra: object = {}) => ({
    type: "button",
    action_id: id,
    text: plain(id),
    ...extra,
  });
  const elements = [
    button("Approve", { accessibility_label: "Approve the reset of Petra" }),
    button("Deny"),
    button("Portal", { url: "http://gallery.example/picture.svg" }),
  ];
  await showBlocks(page, [{ type: "actions", block_id: "decide", elements }], {
    busy: ["decide/Deny"],
    troubles: { decide: "We had some trouble connecting. Try again?" },
  });
  await page.getByRole("button", { name: "Approve the reset of Petra" }).click();
  const deny = page.getByRole("button", { name: "Deny" });
  expect(await deny.getAttribute("aria-busy")).toBe("true");
  await deny.dispatchEvent("click");
  const [opened] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Portal" }).click(),
  ]);
  expect(opened.url()).toBe("http://gallery.example/picture.svg");
  expect(await toldBy(page)).toEqual([
    { kind: "act", ref: "decide/Approve", raw: [] },
    { kind: "act", ref: "decide/Portal", raw: [] },
  ]);
  expect(await page.getByRole("alert").textContent()).toBe("We had some trouble connecting. Try again?");
});

test("an overflow menu opens by keyboard and click, is moved in by arrows and letters, and left by Escape", async () => {
  const options = ["Resend", "Withdraw", "Remove"].map(option);
  await showBlocks(page, [section("Petra", { type: "overflow", options })], { surface: "message" });
  const opener = page.getByRole("button", { name: "More actions" });
  const focused = page.locator("[role=menuitem]:focus");
  await opener.focus();
  await page.keyboard.press("ArrowUp");
  await focused.filter({ hasText: "Remove" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await focused.filter({ hasText: "Resend" }).waitFor();
  await page.keyboard.press("w");
  await focused.filter({ hasText: "Withdraw" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("menuitem").count()).toBe(0);
  expect(await opener.evaluate((one) => one.matches(":focus"))).toBe(true);
  await opener.click();
  await focused.filter({ hasText: "Resend" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  expect(await toldBy(page)).toEqual([{ kind: "act", ref: "said/more", raw: ["remove"] }]);
  expect(await page.getByRole("menu").count()).toBe(0);
});

test("lists of rich text nest as they are indented", async () => {
  await showBlocks(page, messageGallery.blocks, messageGallery.shown);
  const outer = page.locator(".bk-rich_text > ol > li");
  expect(await outer.count()).toBe(3);
  expect(await outer.nth(1).locator("ul > li").allTextContents()).toEqual(["a number we had"]);
});
