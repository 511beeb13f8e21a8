import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { password, samDetails } from "../helpers/people.ts";
import { givePhone, textedCode, withTexts, wrong } from "../helpers/texts.ts";
import { atThePortal } from "./at-the-portal.ts";
import { expectAccessible } from "./axe.ts";
import { type World, world } from "./people.ts";
import { servePortal } from "./serve.ts";

const { db } = await testDatabase();

/** Every page is looked at several times. */
vi.setConfig({ testTimeout: 180_000 });

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

test("axe finds nothing on the pages of text messages: the choice, the number, the code, sign-in", async () => {
  const at = await world(db);
  const deps = withTexts(at.deps);
  const portal = await servePortal(deps);
  const page = await (await browser.newContext()).newPage();
  const press = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
  const look = async (title: string) => {
    expect(await page.locator("h1").innerText()).toBe(title);
    await expectAccessible(page);
  };
  await page.goto(`${portal.url}/invitations/${await at.invite(samDetails)}`);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button").first().click();
  await look("How do you want to get your codes?");
  await page.getByRole("link", { name: "Use text messages" }).click();
  await page.getByLabel("Mobile number").fill("800 555 0144");
  await press("Send code");
  await look("Get codes by text message");
  await page.getByLabel("Mobile number").fill("(212) 555-0144");
  await press("Send code");
  await look("Enter the code we texted you");
  await page.getByLabel("6-digit code").fill(await textedCode(deps, at.companyId));
  await press("Continue");
  expect(await page.locator("h1").innerText()).toMatch(/recovery code/i);
  await page.context().clearCookies();
  await givePhone(deps, { companyId: at.companyId, userId: at.petra.userId });
  await page.goto(`${portal.url}/sign-in?company=${at.slug}`);
  await page.getByLabel("Email").fill(at.petra.email);
  await page.getByLabel("Password").fill(password);
  await press("Continue");
  await press("Text me a code to the number ending in 44");
  await look("Enter your code");
  await page.context().close();
  await portal.close();
});

test("R51: axe finds nothing on the pages of a change of the contact phone", async () => {
  const at = await world(db);
  const tab = await atThePortal(browser, withTexts(at.deps));
  await changeContactPhone(at, tab, tab.look);
  await tab.close();
});

test("R51: the contact phone changes in Chromium without JavaScript", async () => {
  const at = await world(db);
  const tab = await atThePortal(browser, withTexts(at.deps), { javaScriptEnabled: false });
  await changeContactPhone(at, tab, async (title) => {
    expect(await tab.page.locator("h1").innerText()).toBe(title);
  });
  await tab.close();
});

test("axe finds nothing on one's own phone for texts: the number, the code that comes, the account, and removing it", async () => {
  const at = await world(db);
  const tab = await atThePortal(browser, withTexts(at.deps));
  const { open, look, press, type } = tab;
  const code = () => type({ "Your 6-digit code": at.nextCode(at.petra.secret) });
  await signInAsPetra(at, tab);
  await open("/account/text-messages");
  await look("Get codes by text message");
  await type({ "Mobile number": "800 555 0144" });
  await code();
  await press("Send code");
  await look("Get codes by text message");
  await type({ "Mobile number": "(212) 555-0144" });
  await code();
  await press("Send code");
  await look("Enter the code we texted you");
  await type({ "6-digit code": "12345" });
  await press("Use this phone");
  await look("Enter the code we texted you");
  await type({ "6-digit code": await textedCode(at.deps, at.companyId) });
  await press("Use this phone");
  await look("Account security");
  await open("/account/text-messages");
  await look("Replace your phone for texts");
  await open("/account/text-messages/remove");
  await look("Remove text messages?");
  await tab.close();
});

type Tab = Awaited<ReturnType<typeof atThePortal>>;

async function signInAsPetra(at: World, { open, press, type }: Tab) {
  const { email, password } = at.fields(at.petra);
  await open(`/sign-in?company=${at.slug}`);
  await type({ Email: email, Password: password });
  await press("Continue");
  await type({ "6-digit code": at.nextCode(at.petra.secret) });
  await press("Sign in");
}

/** Petra signs in and changes it, with a slip on each page; each is looked at. */
async function changeContactPhone(at: World, tab: Tab, look: (title: string) => Promise<void>) {
  const { page, open, press, type } = tab;
  const own = () => type({ "Your 6-digit code": at.nextCode(at.petra.secret) });
  await signInAsPetra(at, tab);
  await page.getByRole("link", { name: "Change contact phone" }).click();
  await type({ "Mobile number": "800 555 0144" });
  await own();
  await press("Send code");
  await look("Change your contact phone");
  await type({ "Mobile number": "(212) 555-0177" });
  await own();
  await press("Send code");
  await look("Enter the code we texted you");
  const code = await textedCode(at.deps, at.companyId);
  await type({ "6-digit code": wrong(code) });
  await press("Use this number");
  await look("Enter the code we texted you");
  await open("/account/security");
  await look("Account security");
  await page.getByRole("link", { name: "Change contact phone" }).click();
  await look("Change your contact phone");
  await page.getByRole("link", { name: /^Type it until/ }).click();
  at.clock.advance(11 * minute);
  await page.reload();
  await look("Enter the code we texted you");
  await press("Text it again");
  await type({ "6-digit code": await textedCode(at.deps, at.companyId) });
  await press("Use this number");
  await page.getByText("Your contact phone is changed.").waitFor();
  await open("/account/phone/confirm");
  await look("This change is over");
}
