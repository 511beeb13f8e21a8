import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { call } from "./caller.ts";
import { emailModal } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";
import { composerOf, dialogOf, goTo, openAs } from "./tabs.ts";

let browser: Browser;
let stub: Awaited<ReturnType<typeof startStub>>;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await stub.close();
});
afterAll(() => browser.close());

const trouble = "We had some trouble connecting. Try again?";
const text = (words: string) => ({ type: "plain_text" as const, text: words });
const open = () => openAs({ browser, emulator: stub.emulator }, "Olivia");
const button = {
  type: "actions" as const,
  block_id: "do",
  elements: [{ type: "button" as const, action_id: "go", text: text("Go on") }],
};
function postButton() {
  const { world } = stub.emulator;
  const said = { channelId: "C0GENERAL1", userId: world.app.botUserId, text: "Go on?" };
  return addMessage(world, { ...said, blocks: [button] });
}

test("an app that is late or fails is told in Slack's own words: a command, a button, a form", async () => {
  const commands = [{ command: "/slow", description: "", usageHint: "" }];
  stub = await startStub({ declared: { commands }, answerTimeoutMs: 500 });
  const page = await open();
  stub.reply({ isLate: true });
  await composerOf(page).fill("/slow ");
  await page.keyboard.press("Enter");
  await page.getByText('/slow failed with the error "operation_timeout"').waitFor();
  postButton();
  stub.reply({ status: 500 });
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText(trouble).waitFor();
  stub.showModal(emailModal());
  stub.reply({ status: 500 });
  await dialogOf(page).getByLabel("Email of the person").fill("petra@acme.example");
  await dialogOf(page).getByRole("button", { name: "Continue" }).click();
  await dialogOf(page).getByText(trouble).waitFor();
  expect(await dialogOf(page).getByLabel("Email of the person").inputValue()).toBe("petra@acme.example");
});

test("while the app has not answered, a form says so and is not sent twice", async () => {
  stub = await startStub({ answerTimeoutMs: 1500 });
  const page = await open();
  stub.showModal(emailModal());
  stub.reply({ isLate: true });
  await dialogOf(page).getByLabel("Email of the person").fill("petra@acme.example");
  const submit = dialogOf(page).getByRole("button", { name: "Continue" });
  await submit.dblclick();
  expect(await submit.getAttribute("aria-busy")).toBe("true");
  await page.keyboard.press("Enter");
  await dialogOf(page).getByText(trouble).waitFor();
  expect(await submit.getAttribute("aria-busy")).toBeNull();
  expect(stub.received).toHaveLength(1);
});

test("what is typed stays while the app updates the view, in what stays; a view pushed on top comes off again", async () => {
  stub = await startStub();
  const page = await open();
  const view = stub.showModal(emailModal());
  const email = dialogOf(page).getByLabel("Email of the person");
  await email.fill("petra@acme.example");
  const note = { type: "section", text: text("Looked at again") };
  const blocks = [note, ...emailModal().blocks];
  await call(stub.emulator, {
    method: "views.update",
    args: { view_id: view.id, view: emailModal({ blocks }) },
  });
  await dialogOf(page).getByText("Looked at again").waitFor();
  expect(await email.inputValue()).toBe("petra@acme.example");
  stub.showModal({
    type: "modal",
    title: text("On top"),
    close: text("Back"),
    blocks: [{ type: "divider" }],
  });
  await dialogOf(page).getByRole("heading", { name: "On top" }).waitFor();
  await dialogOf(page).getByRole("button", { name: "Back" }).click();
  await dialogOf(page).getByRole("heading", { name: "Who" }).waitFor();
  expect(await email.inputValue()).toBe("petra@acme.example");
});

test("a long history opens at its end, and shows what is earlier without losing the place", async () => {
  stub = await startStub();
  const { world } = stub.emulator;
  for (let count = 1; count <= 250; count++) {
    addMessage(world, { channelId: "C0GENERAL1", userId: "U0SAM00001", text: `message ${count}.` });
  }
  const page = await open();
  await page.getByText("message 250.").waitFor();
  await expect.poll(() => page.getByText("message 250.").isVisible()).toBe(true);
  expect(await page.getByRole("article").count()).toBe(100);
  const earlier = page.getByRole("button", { name: "Show earlier messages" });
  await earlier.click();
  await expect.poll(() => page.getByRole("article").count()).toBe(200);
  await earlier.click();
  await page.getByText("message 1.", { exact: true }).waitFor();
  expect(await earlier.count()).toBe(0);
});

test("whoever reads further up hears of what is new and stays where they are", async () => {
  stub = await startStub();
  const { world } = stub.emulator;
  const post = (words: string) =>
    addMessage(world, { channelId: "C0GENERAL1", userId: "U0SAM00001", text: words });
  for (let count = 1; count <= 60; count++) post(`message ${count}.`);
  const page = await open();
  const log = page.getByRole("log");
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBeGreaterThan(0);
  await log.hover();
  await page.mouse.wheel(0, -5000);
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBe(0);
  post("the newest");
  await page.getByRole("button", { name: /New messages/ }).click();
  await expect.poll(() => page.getByRole("button", { name: /New messages/ }).count()).toBe(0);
});

test("the deactivated and the archived see why nobody writes there; an uninstalled app offers nothing", async () => {
  stub = await startStub({ declared: { globalShortcuts: [{ name: "Begin", callbackId: "begin" }] } });
  const page = await open();
  const set = async (label: RegExp) => {
    await page.getByRole("button", { name: /workspace settings/ }).click();
    await page.getByRole("menuitem", { name: label }).click();
  };
  await set(/^Archive/);
  await page.getByText("#general is archived. Nobody can write here.").waitFor();
  await set(/^Unarchive/);
  await page.getByRole("button", { name: "Shortcuts" }).waitFor();
  await set(/^Uninstall/);
  await page.getByRole("button", { name: "Shortcuts" }).waitFor({ state: "detached" });
  await set(/^Deactivate Olivia/);
  await page.getByText("The account of Olivia Reyes is deactivated.").waitFor();
  expect(await composerOf(page).count()).toBe(0);
  await goTo(page, "payments-approvals");
  await set(/^Reactivate Olivia/);
  await composerOf(page).waitFor();
});
