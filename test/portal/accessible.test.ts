import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test, vi } from "vitest";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { atThePortal } from "./at-the-portal.ts";
import { type World, world } from "./people.ts";

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

/** With a sign-in up to the code. */
async function visit(at: World) {
  const visitor = await atThePortal(browser, at.deps);
  const signIn = async (email: string) => {
    await visitor.open(`/sign-in?company=${at.slug}`);
    await visitor.type({ Email: email, Password: at.fields({ email }).password });
    await visitor.press("Continue");
  };
  return { ...visitor, signIn };
}

test("axe finds nothing on sign-in with its errors, the recovery code's pages and the ways out", async () => {
  const at = await world(db);
  const { open, look, type, press, signIn, close } = await visit(at);
  await open("/sign-in");
  await press("Continue");
  await look("Sign in");
  await signIn(at.petra.email);
  await type({ "6-digit code": "000000" });
  await press("Sign in");
  await look("Enter your code");
  await open("/sign-in/recovery");
  await look("Use your recovery code");
  await type({ "Recovery code": at.petra.recoveryCode });
  await press("Continue");
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
  const { page, open, look, type, press, signIn, close } = await visit(at);
  await signIn(at.petra.email);
  await look("Enter your setup code");
  at.clock.advance(3 * 60_000);
  await page.reload();
  await press("Send the code again");
  await type({ "Setup code": "AAAAA-AAAAA" });
  await press("Continue");
  await look("Enter your setup code");
  at.clock.advance(100 * 60 * 60_000);
  await signIn(at.petra.email);
  await press("Ask for a new code");
  await look("Your setup code has run out");
  await open(`/not-me/${stopToken}`);
  await look("Didn't ask for this?");
  await press("Stop this reset");
  await look("The reset is stopped");
  await close();
});

test("axe finds nothing on the pages of a link, and on an administrator's account", async () => {
  const at = await world(db);
  const { open, look, type, press, signIn, close } = await visit(at);
  await signIn(at.olivia.email);
  await type({ "6-digit code": at.nextCode(at.olivia.secret) });
  await press("Sign in");
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
  await press("Yes, link it");
  await look("Type this number in Slack");
  await open(`/invitations/${await at.invite(nora)}`);
  await look("You're signed in as Petra");
  await close();

  async function signOutAndIn(email: string) {
    await open("/sign-out");
    await press("Sign out");
    await signIn(email);
    await type({ "6-digit code": at.nextCode(at.petra.secret) });
    await press("Sign in");
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
