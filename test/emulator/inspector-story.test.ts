import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { expectAccessible } from "../portal/axe.ts";
import { call } from "./caller.ts";
import { startStub } from "./stub-app.ts";

let browser: Browser;
let stub: Awaited<ReturnType<typeof startStub>>;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await stub.close();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(() => browser.close());

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  context.on("weberror", (error) => complaints.push(error.error().message));
  await page.goto(stub.emulator.url + path);
  return page;
}

const openInspector = async () => {
  const page = await open("/inspector?as=U0OLIVIA01&channel=C0GENERAL1");
  await page.getByRole("heading", { name: "Inspector" }).waitFor();
  return page;
};
const olivia = () => stub.workspace.person("Olivia");
const row = (page: Page, kind: string) => page.getByRole("row").filter({ hasText: kind });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const post = () =>
  call(stub.emulator, { method: "chat.postMessage", args: { channel: "C0GENERAL1", text: "hello" } });

test("an answer that comes too late stands there in red with the time that Slack waited", async () => {
  stub = await startStub();
  const page = await openInspector();
  await page.getByText("Nothing was sent yet.").waitFor();
  stub.reply({ isLate: true });
  stub.emulator.world.connection.answerTimeoutMs = 3000;
  await olivia().command("/reset");
  const late = row(page, "slash_command");
  await late.getByText("no answer within 3000 ms").filter({ visible: true }).waitFor();
  expect(await late.locator("td.took").textContent()).toMatch(/^3(\.\d)? s$/);
  const colour = await page.evaluate("getComputedStyle(document.querySelector('td.took')).color");
  expect(colour).toBe("rgb(192, 19, 67)");
  expect(await page.getByRole("columnheader", { name: "Took" }).textContent()).toBe("Took (of 3 s)");
});

test("a row opens what went, in words, with its secrets shortened; it is replayed, sent twice, and copied for a shell", async () => {
  stub = await startStub();
  const page = await openInspector();
  await olivia().command("/reset", "petra's phone $(id) `id`");
  await page.getByRole("button", { name: "slash_command" }).press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  const body = stub.received[0]?.body;
  const signature = String(stub.received[0]?.headers["x-slack-signature"]);
  await details.getByText("petra's phone $(id) `id`", { exact: true }).waitFor();
  const responseSecret = String(stub.received[0]?.payload["response_url"]).split("/").at(-1) ?? "";
  for (const secret of [signature, responseSecret]) expect(await details.textContent()).not.toContain(secret);
  await details.getByRole("button", { name: "Show" }).first().click();
  await details.getByText(signature).waitFor();

  await press(page, "Copy as curl");
  await page.getByText("Copied.").waitFor();
  const command = String(await page.evaluate("navigator.clipboard.readText()"));
  // What a shell hands to curl.
  const { stdout } = await promisify(execFile)("sh", ["-c", command.replace(/^curl/, "printf '%s\\0'")]);
  const given = stdout.split("\0");
  expect(given).toEqual(
    expect.arrayContaining([
      `x-slack-signature: ${signature}`,
      "content-type: application/x-www-form-urlencoded",
    ]),
  );
  expect([given[0], given.at(-2)]).toEqual([stub.emulator.world.connection.appUrl, body]);

  await press(page, "Replay");
  await expect.poll(() => stub.received.length).toBe(2);
  expect(stub.received[1]?.headers["x-slack-signature"]).toBe(signature);
  await press(page, "Send twice");
  await expect.poll(() => stub.received.length).toBe(4);
  expect(stub.received.map((one) => one.body)).toEqual([body, body, body, body]);
  await expect.poll(() => row(page, "slash_command").count()).toBe(4);
  // Whoever goes through the rows by keyboard stays where they are when another comes.
  await page.getByRole("button", { name: "slash_command" }).last().focus();
  await page.keyboard.press("ArrowUp");
  const at = "document.activeElement.dataset.row";
  const where = await page.evaluate(at);
  await olivia().command("/reset");
  await expect.poll(() => row(page, "slash_command").count()).toBe(5);
  expect(await page.evaluate(at)).toBe(where);
  await page.keyboard.press("Escape");
  await details.waitFor({ state: "detached" });
  await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe("slash_command");
});

test("a fault switched on stands at the top and in the workspace, fails the next call, and ends with it; all end at once", async () => {
  stub = await startStub();
  const workspace = await open("/?as=U0OLIVIA01&channel=C0GENERAL1");
  await workspace.getByRole("button", { name: /workspace settings/ }).click();
  const popup = workspace.waitForEvent("popup");
  await workspace.getByRole("menuitem", { name: "Inspector" }).click();
  const page = await popup;
  await page.getByText("Make something fail").click();
  const calls = page.getByRole("group", { name: "Calls of the app" });
  await calls.getByRole("combobox", { name: "Call", exact: true }).selectOption("chat.postMessage");
  await calls.getByLabel("What happens").selectOption("An error of Slack's");
  await calls.getByLabel("Its name").fill("fatal_error");
  await calls.getByRole("button", { name: "Switch on" }).click();
  const top = page.getByRole("region", { name: "Switched on" });
  await top.getByText("chat.postMessage: error fatal_error, next call only").waitFor();
  await workspace.getByRole("link", { name: "1 fault on" }).waitFor();
  expect(await post()).toMatchObject({ error: "fatal_error" });
  await row(page, "chat.postMessage").getByText("Fault: error").filter({ visible: true }).waitFor();
  await top.waitFor({ state: "detached" });
  await workspace.getByRole("link", { name: "1 fault on" }).waitFor({ state: "detached" });

  const deliveries = page.getByRole("group", { name: "Deliveries to the app" });
  await deliveries.getByLabel("For").selectOption("Until switched off");
  await deliveries.getByRole("button", { name: "Switch on" }).click();
  await press(page, "Slack's rate limits");
  await top.getByText("Every delivery: 2 times at once, until switched off").waitFor();
  await top.getByText("Slack's rate limits").first().waitFor();
  await olivia().command("/reset");
  await expect.poll(() => stub.received.length).toBe(2);
  await top.getByRole("button", { name: "End all" }).click();
  await top.waitFor({ state: "detached" });
  expect(stub.emulator.faults.list()).toEqual([]);
  await page.getByRole("link", { name: "Workspace" }).click();
  await page.getByRole("textbox", { name: "Message #general" }).waitFor();
});

test("the table is filtered, searched, paused and cleared", async () => {
  stub = await startStub();
  const page = await openInspector();
  await olivia().command("/reset", "petra");
  await post();
  await call(stub.emulator, { method: "chat.update", args: {} });
  const kinds = () => page.locator("tbody .row-button").allTextContents();
  await expect.poll(kinds).toEqual(["chat.update", "chat.postMessage", "slash_command"]);
  await page.getByLabel("Direction").selectOption("App → Slack");
  await expect.poll(kinds).toEqual(["chat.update", "chat.postMessage"]);
  await page.getByLabel("Only problems").check();
  await expect.poll(kinds).toEqual(["chat.update"]);
  await page.getByLabel("Only problems").uncheck();
  await page.getByLabel("Direction").selectOption("Both");
  await page.getByLabel("Kind").selectOption("slash_command");
  await expect.poll(kinds).toEqual(["slash_command"]);
  await page.getByLabel("Kind").selectOption("All");
  await page.getByRole("searchbox", { name: "Search" }).fill("hello");
  await expect.poll(kinds).toEqual(["chat.postMessage"]);
  await page.getByRole("searchbox", { name: "Search" }).fill("");
  await expect.poll(kinds).toHaveLength(3);
  await press(page, "Pause");
  await post();
  await press(page, "Clear");
  await page.getByText("Nothing here fits.").waitFor();
  await press(page, "Show what was cleared");
  await expect.poll(kinds).toHaveLength(3);
  await press(page, "Clear");
  await press(page, "Pause");
  await expect.poll(kinds).toEqual(["chat.postMessage"]);
});

test("what the workspace forgets the page forgets, too, and a workspace that began anew is met again", async () => {
  stub = await startStub({ logEntries: 3 });
  const page = await openInspector();
  await olivia().command("/reset");
  await row(page, "slash_command").waitFor();
  for (let count = 0; count < 3; count++) await post();
  await row(page, "slash_command").waitFor({ state: "detached" });
  expect(await row(page, "chat.postMessage").count()).toBe(3);
  const port = Number(new URL(stub.emulator.url).port);
  await stub.close();
  await page.getByText("Connecting…").waitFor();
  stub = await startStub({ port });
  await page.getByText("Nothing was sent yet.").waitFor();
  await page.getByText("Connecting…").waitFor({ state: "detached" });
  await olivia().command("/reset");
  await row(page, "slash_command").waitFor();
});

describe("axe finds nothing, on phone and desktop, in light and dark,", () => {
  beforeEach(async () => {
    stub = await startStub();
    stub.reply({ status: 500 });
    await olivia().command("/reset", "petra@alvarezdrywall.example");
    stub.emulator.faults.next("chat.postMessage", { kind: "error", error: "fatal_error" });
    stub.emulator.faults.always("users.info", { kind: "slow", ms: 4000 });
    await post();
  });

  test("in the table and the switches", async () => {
    const page = await openInspector();
    await page.getByText("Make something fail").click();
    await row(page, "chat.postMessage").waitFor();
    await expectAccessible(page);
  });

  test("in the details of a request", async () => {
    const page = await openInspector();
    await page.getByRole("button", { name: "slash_command" }).click();
    await page.getByRole("heading", { name: "Request", exact: true }).waitFor();
    await expectAccessible(page);
  });

  test("in the workspace with a fault on", async () => {
    const page = await open("/?as=U0OLIVIA01&channel=C0GENERAL1");
    await page.getByRole("link", { name: "1 fault on" }).waitFor();
    await expectAccessible(page);
  });
});
