import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import type { TestPerson } from "../helpers/people.ts";
import { expectAccessible } from "./axe.ts";
import { office } from "./office.ts";
import { servePortal } from "./serve.ts";

const at = await office(await testDatabase());
beforeEach(at.anew);

/** Every page is looked at four times. */
vi.setConfig({ testTimeout: 180_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

/** An administrator in real Chromium, without JavaScript of ours: forms, links, and axe on what they show. */
async function signedIn(person: TestPerson) {
  const portal = await servePortal(at.deps);
  const context = await browser.newContext();
  const page = await context.newPage();
  const open = (path: string) => page.goto(portal.url + path);
  const look = async (title: string) => {
    expect(await page.locator("h1").innerText()).toBe(title);
    await expectAccessible(page);
  };
  await open(`/sign-in?company=${at.slug}`);
  const { email, password } = at.fields(person);
  await fill(page, { Email: email, Password: password });
  await press(page, "Continue");
  await fill(page, { "6-digit code": at.nextCode(person.secret) });
  await press(page, "Sign in");
  const code = () => fill(page, { "Your 6-digit code": at.nextCode(person.secret) });
  return { page, open, look, code, close: () => context.close().then(portal.close) };
}

async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
}

const press = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true }).click();
const follow = (page: Page, name: string) =>
  page.getByRole("main").getByRole("link", { name, exact: true }).click();

test("axe finds nothing on Team, Add User with its errors, a person's page and the form of an act", async () => {
  const { page, open, look, code, close } = await signedIn(at.marcus);
  await open("/team");
  await look("Team");
  await open("/team?q=zzz");
  await look("Team");
  await follow(page, "Add User");
  await look("Add User");
  await press(page, "Send Invite");
  await look("Add User");
  await page.getByRole("radio", { name: "Payee" }).check();
  await look("Add User");
  await fill(page, { "First name": "Ned", "Last name": "Moss", Email: "ned@mossroofs.example" });
  await fill(page, { Organization: "Moss Roofs" });
  await code();
  await press(page, "Send Invite");
  await look("Ned Moss");
  await follow(page, "Withdraw…");
  await look("Withdraw invitation");
  await open(`/team/${at.nora.userId}/raise`);
  await code();
  await press(page, "Ask for approval");
  await look("Marcus Bell asks to make Nora Kim a System Administrator");
  await close();
});

test("axe finds nothing on Approvals, a request with its history, and the forms that decide it", async () => {
  await at.fillIn(at.tabs.marcus, at.marcus, { path: `/team/${at.nora.userId}/raise` });
  const { page, open, look, code, close } = await signedIn(at.olivia);
  await open("/payments/approvals");
  await look("Approvals");
  await follow(page, "Review");
  await look("Approve administrator");
  await fill(page, { "Your 6-digit code": "000000" });
  await press(page, "Approve");
  await look("Approve administrator");
  await follow(page, "Ask Marcus");
  await look("Ask Marcus");
  await fill(page, { "Your question": "Is this for August only?" });
  await press(page, "Send question");
  await look("Marcus Bell asks to make Nora Kim a System Administrator");
  await follow(page, "Deny");
  await look("Deny request");
  await press(page, "Deny");
  await look("Deny request");
  await follow(page, "The request");
  await follow(page, "Review and approve");
  await code();
  await press(page, "Approve");
  await look("Marcus Bell asks to make Nora Kim a System Administrator");
  await open("/payments/approvals/0000000000000000");
  await look("There's no such request");
  await close();
});
