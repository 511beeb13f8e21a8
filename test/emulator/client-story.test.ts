import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { startBrowserSample } from "./browser-app.ts";
import { dialogOf, goTo, openAs as openTab } from "./tabs.ts";

let browser: Browser;
let sample: Awaited<ReturnType<typeof startBrowserSample>>;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  sample = await startBrowserSample();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await sample.close();
});
afterAll(() => browser.close());

const openAs = (name: "Olivia" | "Sam", channel?: string) =>
  openTab({ browser, emulator: sample.emulator }, name, channel);

test("a command is found by typing, its form keeps errors at the field, and the message it posts asks before it acts", async () => {
  const page = await openAs("Olivia");
  await page.getByRole("textbox", { name: "Message #general" }).focus();
  await page.keyboard.type("/re");
  expect(await page.getByRole("option").allTextContents()).toEqual([
    "/reset [email]Reset MFA · Latchkey",
    "/reset-all Everybody's · Latchkey",
  ]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByText("/reset [email]").waitFor();
  await page.keyboard.press("Enter");
  await dialogOf(page).getByRole("heading", { name: "Who" }).waitFor();

  await page.keyboard.type("nobody@acme.example");
  await page.keyboard.press("Enter");
  await dialogOf(page).getByText("No one signs in with this address.").waitFor();
  const email = dialogOf(page).getByLabel("Email of the person");
  expect(await email.inputValue()).toBe("nobody@acme.example");
  await email.fill("petra@alvarezdrywall.example");
  await dialogOf(page).getByRole("button", { name: "Continue" }).click();
  await dialogOf(page).waitFor({ state: "detached" });

  await goTo(page, "payments-approvals");
  const approve = page.getByRole("button", { name: "Approve" });
  await approve.click();
  await page.getByRole("alertdialog").getByText("This can't be undone.").waitFor();
  await page.getByRole("button", { name: "No" }).click();
  await approve.click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
  await page.getByText("Approved by @Olivia Reyes").waitFor();
  const thanks = page.getByRole("article").filter({ hasText: "Thanks for deciding." });
  await thanks.getByText("Only visible to you").waitFor();
  expect(await approve.count()).toBe(0);
});

test("a thread opens beside the channel; people write in it, and commands are refused there", async () => {
  const page = await openAs("Olivia");
  sample.workspace.person("Sam").say("Petra lost her phone");
  const message = page.getByRole("article").filter({ hasText: "Petra lost her phone" });
  await message.hover();
  await message.getByRole("button", { name: "Reply in thread" }).click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await thread.getByRole("textbox", { name: "Reply" }).fill("On it, @sam");
  await page.getByRole("option", { name: "Sam Okafor" }).click();
  await page.keyboard.press("Enter");
  await thread.getByText("On it, @Sam Okafor").waitFor();
  expect(sample.workspace.person("Sam").message("On it").message.text).toBe("On it, <@U0SAM00001>");
  await page.keyboard.type("/re");
  expect(await page.getByRole("option").count()).toBe(0);
  await page.keyboard.press("Enter");
  await thread.getByText("is not supported in threads. Sorry!").waitFor();
  await thread.getByRole("button", { name: "Close thread" }).click();
  await message.getByRole("button", { name: "2 replies" }).click();
  await thread.getByText("On it, @Sam Okafor").waitFor();
});

test("Home, the lightning button with a search by typing, and a message's menu reach the app", async () => {
  const page = await openAs("Olivia");
  await goTo(page, "Latchkey");
  await page.getByText("Hi @Olivia Reyes").waitFor();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByText("Nothing waits for you").waitFor();

  await goTo(page, "general");
  await page.getByRole("button", { name: "Shortcuts" }).click();
  await page.getByRole("menuitem", { name: "Find someone" }).click();
  await dialogOf(page).getByRole("combobox", { name: "Person" }).fill("Pe");
  await page.getByRole("option", { name: "Petra Alvarez" }).click();
  await dialogOf(page).getByRole("button", { name: "Continue" }).click();
  await dialogOf(page).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Latchkey unread" }).click();
  await page.getByText("You picked Petra Alvarez").waitFor();

  await goTo(page, "general");
  sample.workspace.person("Sam").say("please reset mine");
  const message = page.getByRole("article").filter({ hasText: "please reset mine" });
  await message.hover();
  await message.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Reset for…" }).click();
  await dialogOf(page).getByText("About: please reset mine").waitFor();
  expect(sample.told).toEqual(["reset for: please reset mine"]);
  expect(sample.emulator.problems()).toEqual([]);
});

test("Cancel and Escape close a view, the × closes all, and the app hears which", async () => {
  const page = await openAs("Olivia");
  const run = async () => {
    await page.getByRole("textbox", { name: "Message #general" }).fill("/reset ");
    await page.keyboard.press("Enter");
    await dialogOf(page).waitFor();
  };
  for (const close of [
    () => page.keyboard.press("Escape"),
    () => page.getByRole("button", { name: "Cancel" }).click(),
    () => page.getByRole("button", { name: "Close" }).click(),
  ]) {
    await run();
    await close();
    await dialogOf(page).waitFor({ state: "detached" });
    // Whoever wrote writes on.
    await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Message #general");
  }
  await expect.poll(() => sample.told).toEqual(["closed false", "closed false", "closed true"]);
});

test("a person named after a command reaches the app as Slack escapes it", async () => {
  const page = await openAs("Olivia");
  await page.getByRole("textbox", { name: "Message #general" }).focus();
  await page.keyboard.type("/invite @no");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Invited @Nora Kim.").waitFor();
  const body = sample.workspace.lastRequest("slash_command").request.body;
  expect(new URLSearchParams(body).get("text")).toBe("<@U0NORA0001|nora>");
});

test("two tabs are two people: each sees at once what the other does, and what is unread until they look", async () => {
  const [olivia, sam] = [await openAs("Olivia"), await openAs("Sam", "C0PAYMENTS")];
  const unread = sam.getByRole("link", { name: "general unread" });
  expect(await unread.count()).toBe(0);
  await olivia.getByRole("textbox", { name: "Message #general" }).fill("Hello @Sam Okafor");
  await olivia.keyboard.press("Enter");
  await unread.click();
  await sam.getByText("Hello @Sam Okafor").waitFor();
  await unread.waitFor({ state: "detached" });
  await sam.getByRole("textbox", { name: "Message #general" }).fill("Hello back");
  await sam.keyboard.press("Enter");
  await olivia.getByText("Hello back").waitFor();
  expect(await olivia.getByRole("link", { name: "general unread" }).count()).toBe(0);
});
