import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { acme, codeOf, samDetails } from "../helpers/people.ts";
import { textedCode } from "../helpers/texts.ts";
import { expectAccessible, phone } from "../portal/axe.ts";
import { servePortal } from "../portal/serve.ts";
import { byKeyboard, byMouse, type Hands } from "./hands.ts";

const { db } = await testDatabase();
const { deps, clock } = testDeps(db);
/** Journeys of a dozen pages, some looked at four times each. */
vi.setConfig({ testTimeout: 120_000 });

const password = "seven wooden ladders";

let browser: Browser;
let company: Awaited<ReturnType<typeof acme>>;
let portal: { url: string; close: () => Promise<void> };
/** The same company's, where texts are offered, too. */
let withTexts: typeof portal;

beforeAll(async () => {
  [browser, company, portal, withTexts] = await Promise.all([
    launchChromium(),
    acme(deps, clock),
    servePortal(deps),
    servePortal({ ...deps, smsCountries: ["US", "CA"] }),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
  await withTexts?.close();
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

test("R16 R18: with JavaScript off, texts work from the invitation to the next sign-in", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
  const page = await context.newPage();
  await textJourney(page, { email: "ann@acmebuilders.example", number: "(212) 555-0144" }, byMouse(page));
  await context.close();
});

test("R16 R18: with the keyboard alone, texts work from the invitation to the next sign-in", async () => {
  const context = await browser.newContext({ viewport: phone });
  const page = await context.newPage();
  await textJourney(page, { email: "ben@acmebuilders.example", number: "(212) 555-0145" }, byKeyboard(page));
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
  await hands.type("Email", email);
  await hands.submit("Password", password);
  await page.waitForURL("**/sign-in/verify");
  await look();
  clock.advance(30_000);
  await hands.submit("6-digit code", codeOf(deps, secret));
  await page.waitForURL("**/account/security");
  expect(await page.locator("main").innerText()).toContain("Sam Okafor");
}

/** Invitation → password → texts: country, number, code → recovery code → sign out → sign in by a text. */
async function textJourney(page: Page, { email, number }: { email: string; number: string }, hands: Hands) {
  const said = () => page.getByRole("alert").innerText();
  const token = await company.invite({ ...samDetails, email });
  await page.goto(`${withTexts.url}/invitations/${token}`);
  await hands.submit("Choose a password", password);
  await page.waitForURL("**/enrol");
  await hands.press("Use text messages");
  await page.waitForURL("**/enrol/sms");
  await hands.choose("Country", "United States (+1)");
  await hands.submit("Mobile number", "800 555 0144");
  expect(await said()).toContain("That's a toll-free number.");
  await hands.choose("Country", "United States (+1)");
  await hands.submit("Mobile number", number);
  expect(await page.locator("h1").innerText()).toBe("Enter the code we texted you");
  await hands.submit("6-digit code", "000000");
  expect(await said()).toContain("That code isn't right");
  await hands.submit("6-digit code", await textedCode(deps, company.companyId));
  await page.waitForURL("**/recovery-code");
  await hands.press("Continue");
  expect(await said()).toContain("Save the code first");
  await expectDownload(page);
  await hands.tick("I have securely saved this code");
  await page.waitForURL("**/account/security");
  await page.goto(`${withTexts.url}/sign-out`);
  await hands.press("Sign out");
  await page.waitForURL("**/sign-in");
  await hands.type("Email", email);
  await hands.submit("Password", password);
  await page.waitForURL("**/sign-in/verify");
  clock.advance(minute);
  await hands.press(`Text me a code to the number ending in ${number.slice(-2)}`);
  await hands.submit("6-digit code", await textedCode(deps, company.companyId));
  await page.waitForURL("**/account/security");
  expect(await page.locator("main").innerText()).toMatch(/Text messages\s[\s\S]*ending in \d\d/i);
}

async function expectDownload(page: Page) {
  const code = (await page.locator(".big-code").innerText()).replace(/\s/g, "");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as a text file" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain(code);
}
