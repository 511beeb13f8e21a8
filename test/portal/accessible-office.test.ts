import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import type { TestPerson } from "../helpers/people.ts";
import { expectAccessible } from "./axe.ts";
import { challengeOn, office } from "./office.ts";
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
  await follow(page, "Add User");
  await press(page, "Send Invite");
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
  await fill(page, { "Your 6-digit code": "000000" });
  await press(page, "Approve");
  await look("Approve administrator");
  await follow(page, "Ask Marcus");
  await look("Ask Marcus");
  await fill(page, { "Your question": "Is this for August only?" });
  await press(page, "Send question");
  await follow(page, "Deny");
  await press(page, "Deny");
  await look("Deny request");
  await follow(page, "The request");
  await follow(page, "Review and approve");
  await code();
  await press(page, "Approve");
  await look("Marcus Bell asks to make Nora Kim a System Administrator");
  await close();
});

test("axe finds nothing on the Payments Admins, on choosing one and on the form that adds one", async () => {
  const { page, open, look, code, close } = await signedIn(at.olivia);
  await open("/payments/configuration");
  await look("Payment Processing");
  await follow(page, "Add Admins");
  await press(page, "Continue");
  await look("Add Admins");
  await page.getByRole("radio", { name: "Marcus Bell" }).check();
  await press(page, "Continue");
  await press(page, "Add Payments Admin");
  await look("Add Payments Admin");
  await fill(page, { "Why?": "Covers for me in August" });
  await code();
  await press(page, "Add Payments Admin");
  await close();
});

test("axe finds nothing on Reset MFA: who, the form with its errors, what follows, a new code, Undo, Lock now and Unlock", async () => {
  const { page, open, look, code, close } = await signedIn(at.olivia);
  await open("/account/security");
  await follow(page, "Reset MFA");
  await fill(page, { "Email of the person": at.petra.email });
  await press(page, "Continue");
  await press(page, "Reset MFA");
  await look("Confirm MFA reset");
  await page.getByLabel("Why?").selectOption("Lost or broken phone");
  await page.getByRole("radio", { name: "I called them" }).check();
  await code();
  await press(page, "Reset MFA");
  await look("Olivia Reyes reset MFA for Petra Alvarez");
  await follow(page, "Send new code");
  await look("Send new code");
  await follow(page, "Undo it");
  await look("Undo this reset");
  const sam = at.tabs.sam;
  const form = await sam.get(`/account/reset-mfa/${at.nora.userId}`);
  await sam.post(`/account/reset-mfa/${at.nora.userId}/lock`, { challenge: challengeOn(form) });
  await open(`/account/reset-mfa/${at.nora.userId}`);
  await look("Confirm MFA reset");
  await follow(page, "Unlock");
  await look("Unlock account");
  await close();
});

test("axe finds nothing on asking for a reset, locking meanwhile, and the door to what waits", async () => {
  const { page, open, look, close } = await signedIn(at.sam);
  await open(`/account/reset-mfa/${at.petra.userId}`);
  await page.getByLabel("Why?").selectOption("Lost or broken phone");
  await page.getByRole("radio", { name: "I called them" }).check();
  await page.getByLabel("The password is forgotten, too").check();
  await press(page, "Lock now");
  await look("Ask for an MFA reset");
  await press(page, "Ask for reset");
  await look("Sam Okafor asks to reset MFA for Petra Alvarez");
  await open(`/account/reset-mfa/${at.petra.userId}`);
  await look("MFA reset");
  await close();
});

test("axe finds nothing on a reset of an administrator: the help number, Lock now, what waits, and what was asked", async () => {
  await setRoles(at.deps, at.nora, { isSystemAdministrator: true });
  await (await at.withPassword(at.marcus)).post("/sign-in/help");
  const { page, open, look, code, close } = await signedIn(at.olivia);
  await open(`/account/reset-mfa/${at.marcus.userId}`);
  expect(await page.getByRole("main").innerText()).toMatch(/Help number \d{4}:/);
  await look("Confirm MFA reset");
  await page.getByLabel("Why?").selectOption("Lost or broken phone");
  await page.getByRole("radio", { name: "I called them" }).check();
  await press(page, "Lock now");
  expect(await page.getByRole("main").innerText()).toContain("Locked for safety until");
  await look("Confirm MFA reset");
  await code();
  await press(page, "Ask for approval");
  await look("Olivia Reyes asks to reset MFA for Marcus Bell");
  await close();
});

test("axe finds nothing on the page that unlinks a Slack account", async () => {
  const { page, open, look, close } = await signedIn(at.sam);
  await open("/account/security");
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Unlink/ })
    .click();
  await look("Unlink this Slack account?");
  await press(page, "Unlink");
  await look("Account security");
  await close();
});
