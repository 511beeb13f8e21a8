import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { expectAccessible } from "./axe.ts";
import { type World, world } from "./people.ts";
import { servePortal } from "./serve.ts";

const { db } = await testDatabase();

/** Every page is looked at four times. */
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

/** A person at the portal in real Chromium; `look` runs axe on phone and desktop, in light and dark. */
async function atThePortal(at: World) {
  const portal = await servePortal(at.deps);
  const context = await browser.newContext();
  const page = await context.newPage();
  const open = (path: string) => page.goto(portal.url + path);
  const look = async (title: string) => {
    expect(await page.locator("h1").innerText()).toBe(title);
    await expectAccessible(page);
  };
  const signIn = async (email: string) => {
    await open(`/sign-in?company=${at.slug}`);
    await fill(page, { Email: email, Password: at.fields({ email }).password });
    await press(page, "Continue");
  };
  return { page, open, look, signIn, close: () => context.close().then(portal.close) };
}

async function fill(page: Page, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
}

const press = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true }).click();

test("axe finds nothing on sign-in with its errors, the recovery code's pages and the ways out", async () => {
  const at = await world(db);
  const { page, open, look, signIn, close } = await atThePortal(at);
  await open("/sign-in");
  await press(page, "Continue");
  await look("Sign in");
  await signIn(at.petra.email);
  await fill(page, { "6-digit code": "000000" });
  await press(page, "Sign in");
  await look("Enter your code");
  await open("/sign-in/recovery");
  await look("Use your recovery code");
  await fill(page, { "Recovery code": at.petra.recoveryCode });
  await press(page, "Continue");
  await look("Do you still have your authenticator app?");
  await open("/nothing");
  await look("There's no page here");
  await open("/invitations/nonsense");
  await look("We don't know this invitation");
  await close();
});

test("axe finds nothing on the pages after a reset, and on stopping it", async () => {
  const at = await world(db);
  const { stopToken } = await at.resetPetra();
  const { page, open, look, signIn, close } = await atThePortal(at);
  await signIn(at.petra.email);
  await look("Enter your setup code");
  at.clock.advance(3 * 60_000);
  await page.reload();
  await press(page, "Send the code again");
  await fill(page, { "Setup code": "AAAAA-AAAAA" });
  await press(page, "Continue");
  await look("Enter your setup code");
  at.clock.advance(100 * 60 * 60_000);
  await signIn(at.petra.email);
  await press(page, "Ask for a new code");
  await look("Your setup code has run out");
  await open(`/not-me/${stopToken}`);
  await look("Didn't ask for this?");
  await press(page, "Stop this reset");
  await look("The reset is stopped");
  await close();
});

test("axe finds nothing on the pages of a link, and on an administrator's account", async () => {
  const at = await world(db);
  const { page, open, look, signIn, close } = await atThePortal(at);
  await signIn(at.olivia.email);
  await fill(page, { "6-digit code": at.nextCode(at.olivia.secret) });
  await press(page, "Sign in");
  await look("Account security");
  const { workspaceId } = at.olivia.actor;
  const identity = { companyId: at.companyId, workspaceId, slackUserId: "U0OTHER001" };
  const flags = { isDeleted: false, isBot: false, isGuest: false };
  const person = { name: "Somebody", email: "else@where.example", teamId: workspaceId };
  await rememberSlackPerson(at.deps, { ...identity, ...person, ...flags });
  const other = await startLink(at.deps, identity);
  await open(`/link/${other.token}`);
  await look("Nothing was linked");
  await signOutAndIn(at.petra.email);
  await open(`/link/${other.token}`);
  await look("Is this your Slack account?");
  await press(page, "Yes, link it");
  await look("Type this number in Slack");
  await open(`/invitations/${await at.invite(nora)}`);
  await look("You're signed in as Petra");
  await close();

  async function signOutAndIn(email: string) {
    await open("/sign-out");
    await press(page, "Sign out");
    await signIn(email);
    await fill(page, { "6-digit code": at.nextCode(at.petra.secret) });
    await press(page, "Sign in");
  }
});

const nora = {
  firstName: "Nora",
  lastName: "Kim",
  email: "nora@acmebuilders.example",
  relationship: "employee",
  organisation: null,
  contactPhone: null,
} as const;
