import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { password, samDetails } from "../helpers/people.ts";
import { givePhone, textedCode, withTexts } from "../helpers/texts.ts";
import { expectAccessible } from "./axe.ts";
import { world } from "./people.ts";
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
