import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { expectAccessible } from "../portal/axe.ts";
import { startBrowserSample } from "./browser-app.ts";
import { composerOf, dialogOf, openAs } from "./tabs.ts";

/** Each state is looked at four times. */
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
let sample: Awaited<ReturnType<typeof startBrowserSample>>;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await sample.close();
});
afterAll(() => browser.close());

test("axe finds nothing, on phone and desktop, in light and dark: messages, thread, list of commands, form, dialog, Home", async () => {
  sample = await startBrowserSample();
  const sam = sample.workspace.person("Sam");
  const root = sam.say("Petra lost her phone, *really*: https://a.example `code`");
  sam.say("I called her", { thread: root });
  const page = await openAs({ browser, emulator: sample.emulator }, "Olivia");
  await composerOf(page).fill("/re");
  await page.getByRole("listbox").waitFor();
  await expectAccessible(page);

  await composerOf(page).fill("/reset ");
  await page.keyboard.press("Enter");
  await dialogOf(page).getByRole("button", { name: "Continue" }).click();
  await dialogOf(page).getByText("Please complete this required field.").waitFor();
  await expectAccessible(page);
  await dialogOf(page).getByLabel("Email of the person").fill("petra@alvarezdrywall.example");
  await page.keyboard.press("Enter");
  await dialogOf(page).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "1 reply" }).click();
  await page.getByRole("complementary", { name: "Thread" }).waitFor();
  await expectAccessible(page);

  await page.goto(`${sample.emulator.url}/?as=U0OLIVIA01&channel=C0PAYMENTS`);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("alertdialog").waitFor();
  await expectAccessible(page);
  await page.goto(`${sample.emulator.url}/?as=U0OLIVIA01&channel=home`);
  await page.getByRole("button", { name: "Review" }).waitFor();
  await expectAccessible(page);
});

test("on a phone the places are behind a button, and a thread stands instead of its channel", async () => {
  sample = await startBrowserSample();
  const root = sample.workspace.person("Sam").say("Petra lost her phone");
  sample.workspace.person("Sam").say("I called her", { thread: root });
  const page = await openAs({ browser, emulator: sample.emulator }, "Olivia");
  await page.setViewportSize({ width: 390, height: 844 });
  const places = page.getByRole("navigation", { name: "Workspace" });
  expect(await places.isVisible()).toBe(false);
  await page.getByRole("button", { name: /^Channels and people/ }).click();
  await places.getByRole("link", { name: "payments-approvals" }).click();
  await page.getByRole("heading", { name: "payments-approvals" }).waitFor();
  expect(await places.isVisible()).toBe(false);
  await page.goBack();
  await page.getByRole("button", { name: "1 reply" }).click();
  await page.getByText("I called her").waitFor();
  expect(await composerOf(page).isVisible()).toBe(false);
  await page.getByRole("button", { name: "Close thread" }).click();
  await composerOf(page).waitFor();
});

test("with the keyboard alone: command, form, confirmed button, thread, menu of a message, another person", async () => {
  sample = await startBrowserSample();
  const page = await openAs({ browser, emulator: sample.emulator }, "Olivia");
  const { keyboard } = page;
  await tabTo(page, "Message #general");
  await keyboard.type("/re");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await dialogOf(page).waitFor();
  await keyboard.type("petra@alvarezdrywall.example");
  await tabTo(page, "Continue");
  await keyboard.press("Enter");
  await dialogOf(page).waitFor({ state: "detached" });

  await tabTo(page, "payments-approvals");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Approve" }).waitFor();
  await tabTo(page, "Approve");
  await keyboard.press("Enter");
  await page.getByRole("alertdialog").waitFor();
  await tabTo(page, "Yes");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "1 reply" }).waitFor();

  await tabTo(page, "Messages");
  await keyboard.press("ArrowUp");
  await keyboard.press("ArrowUp");
  expect(await page.evaluate("document.activeElement.tagName")).toBe("ARTICLE");
  await tabTo(page, "More actions");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  await dialogOf(page).getByText("About: Approved by").waitFor();
  await keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "detached" });
  await tabTo(page, "1 reply");
  await keyboard.press("Enter");
  await page.getByRole("complementary", { name: "Thread" }).waitFor();
  await tabTo(page, "Close thread");
  await keyboard.press("Escape");
  await page.getByRole("complementary", { name: "Thread" }).waitFor({ state: "detached" });

  await tabTo(page, "You are Olivia Reyes");
  await keyboard.press("Enter");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "You are Marcus Lee" }).waitFor();
  expect(sample.told).toEqual(["reset for: Approved by <@U0OLIVIA01>"]);
});

/** Tab until what is called so has the focus, all round the page once at most. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused =
    "((at) => (at.matches('a, button, input, textarea, [role=log]') ? (at.ariaLabel ?? at.textContent) : ''))(document.activeElement)";
  for (let presses = 0; presses < 60; presses++) {
    if (String(await page.evaluate(focused)).includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab leads to ${name}`);
}
