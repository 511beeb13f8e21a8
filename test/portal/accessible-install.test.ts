import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { startInTwo } from "../helpers/many-workspaces.ts";
import { password } from "../helpers/people.ts";
import { emails, nextCode } from "../journeys/company-by-hand.ts";
import { acceptInvitation, foundCompany } from "../journeys/reset-by-hand.ts";
import { expectAccessible } from "./axe.ts";

/** Every page is looked at four times. */
vi.setConfig({ testTimeout: 180_000 });

const latchkey = await startInTwo();
const olivia = await acceptInvitation(latchkey, await foundCompany(latchkey));

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

test("R59: axe finds nothing on Add to Slack and on what comes back, and Chromium follows the form to Slack", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const press = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
  const look = async (title: string) => {
    expect(await page.locator("h1").innerText()).toBe(title);
    await expectAccessible(page);
  };
  await page.goto(`${latchkey.origin}/account/security`);
  await page.getByLabel("Email").fill(emails.olivia);
  await page.getByLabel("Password").fill(password);
  await press("Continue");
  await page.getByLabel("6-digit code").fill(nextCode(latchkey, olivia));
  await press("Sign in");
  await page.getByRole("link", { name: "Add Acme Builders payments to a Slack workspace" }).click();
  await press("Continue to Slack");
  await look("Add to Slack");
  await page.getByLabel("Your 6-digit code").fill(nextCode(latchkey, olivia));
  await press("Continue to Slack");
  await page.waitForURL(/oauth_redirect/);
  await look("Added again to Acme Builders");
  await page.reload();
  await look("This can't be used any more");
  await page.goto(`${latchkey.origin}/slack/oauth_redirect?error=access_denied`);
  await look("Nothing was added");
  await context.clearCookies();
  await page.goto(`${latchkey.origin}/slack/oauth_redirect?code=1&state=2`);
  await look("Sign in first");
  await context.close();
});
