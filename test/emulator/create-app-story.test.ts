import { readFile } from "node:fs/promises";
import { App, HTTPReceiver } from "@slack/bolt";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { expectAccessible } from "../portal/axe.ts";
import { call } from "./caller.ts";
import { copied, create } from "./create-app-page.ts";

const ours = await readFile(new URL("../../manifest.yml", import.meta.url), "utf8");
const declared = { commands: [], scopes: [], events: [], hasHomeTab: false };
let browser: Browser;
let emulator: Emulator;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  const nobody = { signingSecret: "unknown", botToken: "xoxb-unknown", declared, isNotInstalled: true };
  emulator = await startEmulator({ ...nobody, canCreateApps: true });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await emulator.close();
});
afterAll(() => browser.close());

async function open(path = "/apps/new"): Promise<Page> {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  await page.goto(emulator.url + path);
  return page;
}

test("a manifest becomes an app whose copied secrets let an unmodified Bolt app answer the manifest's command", async () => {
  const page = await open();
  // Bolt needs a port before the manifest can name it.
  const early = new HTTPReceiver({ signingSecret: "later" });
  const server = await early.start(0);
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  await early.stop();
  await create(page, ours.replaceAll("https://latchkey.example.com", `http://localhost:${port}`));
  await page.getByRole("heading", { name: "Latchkey" }).waitFor();
  expect(await page.getByText("Bot User OAuth Token").count()).toBe(0);
  expect(await page.getByText("App-Level Token").count()).toBe(0);
  const signingSecret = await copied(page, "Signing Secret");
  for (const name of ["App ID", "Client ID", "Client Secret"]) expect(await copied(page, name)).not.toBe("");
  await page.getByRole("button", { name: "Install to Acme Builders" }).click();
  const token = await copied(page, "Bot User OAuth Token");
  expect(token).toMatch(/^xoxb-/);

  const receiver = new HTTPReceiver({ signingSecret, endpoints: "/slack/events" });
  const app = new App({ receiver, token, clientOptions: { slackApiUrl: await copied(page, "Web API") } });
  app.command("/payments-me", async ({ ack }) => ack("It is you."));
  await app.start(port ?? 0);
  try {
    const workspace = await open("/?as=U0OLIVIA01&channel=C0GENERAL1");
    await workspace.getByRole("textbox", { name: /^Message/ }).fill("/payments-me");
    await workspace.keyboard.press("Escape");
    await workspace.keyboard.press("Enter");
    await workspace.getByText("It is you.").waitFor();
    expect(await app.client.auth.test()).toMatchObject({ ok: true });
  } finally {
    await app.stop();
  }
});

test("the workspace's menu leads there", async () => {
  const workspace = await open("/?as=U0OLIVIA01&channel=C0GENERAL1");
  await workspace.getByRole("button", { name: /workspace settings/ }).click();
  const [page] = await Promise.all([
    workspace.waitForEvent("popup"),
    workspace.getByRole("menuitem", { name: "Create an app" }).click(),
  ]);
  await page.getByRole("heading", { name: "Create an app from a manifest" }).waitFor();
});

test("before it is installed nobody is offered its commands, and its token opens nothing", async () => {
  const page = await open();
  await create(page, ours);
  await page.getByRole("heading", { name: "Latchkey" }).waitFor();
  expect(await call(emulator, { method: "auth.test", args: {} })).toMatchObject({ ok: false });
});

test("what Slack would refuse stands above the text, by line, and the text is still there", async () => {
  const page = await open();
  await create(page, ours.replace("- commands\n", "- commandz\n"));
  const refused = page.getByRole("region", { name: /Slack would refuse this/ });
  await refused.getByText("“commandz” is no scope of a bot of Slack's.").waitFor();
  expect(await refused.getByText(/^Line \d+$/).count()).toBe(1);
  expect(await page.getByLabel("App manifest").inputValue()).toContain("- commandz");
});

test("with Socket Mode there is an app-level token; another app takes the place of the one before", async () => {
  const page = await open();
  const socket = ours.replace("socket_mode_enabled: false", "socket_mode_enabled: true");
  await create(page, socket);
  const first = await copied(page, "App-Level Token");
  expect(first).toMatch(/^xapp-1-A0/);
  await page.getByRole("link", { name: "Create another app" }).click();
  await create(page, socket);
  expect(await copied(page, "App-Level Token")).not.toBe(first);
});

test("no other site's page creates an app, and an emulator with an app of its own has no such page", async () => {
  const headers = { "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" };
  const posted = await fetch(`${emulator.url}/apps/install`, { method: "POST", headers });
  expect(posted.status).toBe(403);
  const other = await startEmulator({ signingSecret: "s", botToken: "xoxb-1" });
  expect((await fetch(`${other.url}/apps/new`)).status).toBe(404);
  await other.close();
});

test("axe finds nothing, on phone and desktop, in light and dark: empty, refused, created, installed", async () => {
  const page = await open();
  await expectAccessible(page);
  await create(page, ours.replace("name: Latchkey", "nam: Latchkey"));
  await page.getByRole("region", { name: /refuse/ }).waitFor();
  await expectAccessible(page);
  await create(page, ours);
  await page.getByRole("button", { name: "Install to" }).click();
  await page.getByRole("button", { name: "Reinstall to" }).waitFor();
  await expectAccessible(page);
});
