import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, codeOf, samDetails } from "../helpers/people.ts";
import { expectAccessible, phone } from "../portal/axe.ts";
import { servePortal } from "../portal/serve.ts";

const { db } = await testDatabase();
const { deps, clock } = testDeps(db);
/** Three journeys of a dozen pages, each page looked at four times. */
vi.setConfig({ testTimeout: 120_000 });

const password = "seven wooden ladders";

let browser: Browser;
let company: Awaited<ReturnType<typeof acme>>;
let portal: { url: string; close: () => Promise<void> };

beforeAll(async () => {
  [browser, company, portal] = await Promise.all([launchChromium(), acme(deps, clock), servePortal(deps)]);
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

test("with JavaScript on, a person gets from the invitation to signed in, and axe finds nothing on the way", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await journey(page, "sam@acmebuilders.example", () => expectAccessible(page));
  await context.close();
});

test("with JavaScript off, the same journey works", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
  const page = await context.newPage();
  await journey(page, "nora@acmebuilders.example", async () => {});
  await context.close();
});

test("with the keyboard alone, and the page's own policy in force, the same journey works", async () => {
  const context = await browser.newContext({ viewport: phone });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).origin));
  await journey(page, "marcus@acmebuilders.example", async () => {}, byKeyboard(page));
  expect(complaints.filter((text) => !text.includes("422"))).toEqual([]);
  expect(new Set(requests)).toEqual(new Set([portal.url]));
  await context.close();
});

/** Invitation → password → app → recovery code → sign out → sign in. `look` is called on every page and on every refusal. */
async function journey(page: Page, email: string, look: () => Promise<void>, hands = byMouse(page)) {
  const token = await company.invite({ ...samDetails, email });
  await page.goto(`${portal.url}/invitations/${token}`);
  await look();
  await hands.submit("Choose a password", "too short");
  expect(await page.getByRole("alert").innerText()).toContain("at least 12 characters");
  await look();
  await hands.submit("Choose a password", password);
  await page.waitForURL("**/enrol/app");
  await look();
  await hands.submit("6-digit code", "000000");
  expect(await page.getByRole("alert").innerText()).toContain("That code isn't right");
  await look();
  const secret = (await page.locator(".secret").innerText()).replace(/\s/g, "");
  await hands.submit("6-digit code", codeOf(deps, secret));
  await page.waitForURL("**/recovery-code");
  await look();
  await hands.press("Continue");
  expect(await page.getByRole("alert").innerText()).toContain("Save the code first");
  await look();
  await expectDownload(page);
  await hands.tick("I have securely saved this code");
  await page.waitForURL("**/account/security");
  await look();
  await page.goto(`${portal.url}/sign-out`);
  await look();
  await hands.press("Sign out");
  await page.waitForURL("**/sign-in");
  await look();
  await page.getByLabel("Email").fill(email);
  await hands.submit("Password", password);
  await page.waitForURL("**/sign-in/verify");
  await look();
  clock.advance(30_000);
  await hands.submit("6-digit code", codeOf(deps, secret));
  await page.waitForURL("**/account/security");
  expect(await page.locator("main").innerText()).toContain("Sam Okafor");
}

type Hands = {
  submit: (label: string, value: string) => Promise<void>;
  press: (button: string) => Promise<void>;
  tick: (label: string) => Promise<void>;
};

const byMouse = (page: Page): Hands => {
  const main = page.getByRole("main");
  const press = (name: string) => main.getByRole("button", { name, exact: true }).click();
  return {
    press,
    submit: async (label, value) => {
      await main.getByLabel(label).fill(value);
      await main.locator("form button").first().click();
    },
    tick: async (label) => {
      await main.getByLabel(label).check();
      await press("Continue");
    },
  };
};

/** Tab until the thing is focused, then type or press; whatever the keyboard cannot reach is never reached. */
const byKeyboard = (page: Page): Hands => {
  const reach = async (what: ReturnType<Page["locator"]>) => {
    for (let tabs = 0; tabs < 30; tabs++) {
      if (await what.evaluate((element) => element.matches(":focus"))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${what}`);
  };
  const main = page.getByRole("main");
  const press = async (name: string) => {
    await reach(main.getByRole("button", { name, exact: true }));
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  };
  return {
    press,
    submit: async (label, value) => {
      await reach(main.getByLabel(label));
      await page.keyboard.type(value);
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    },
    tick: async (label) => {
      await reach(main.getByLabel(label));
      await page.keyboard.press("Space");
      await press("Continue");
    },
  };
};

async function expectDownload(page: Page) {
  const code = (await page.locator(".big-code").innerText()).replace(/\s/g, "");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as a text file" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain(code);
}
