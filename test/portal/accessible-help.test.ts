import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { samDetails } from "../helpers/people.ts";
import { atThePortal } from "./at-the-portal.ts";
import { world } from "./people.ts";

const { db } = await testDatabase();

/** Every page is looked at five times. */
vi.setConfig({ testTimeout: 180_000 });
const day = 24 * 60 * 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

test("axe finds nothing on the pages of a forgotten password", async () => {
  const at = await world(db);
  const { open, look, press, type, close } = await atThePortal(browser, at.deps);
  await open(`/password/forgot?company=${at.slug}`);
  await press("Email me a link");
  await look("Forgot your password?");
  await type({ Email: at.petra.email });
  await press("Email me a link");
  await look("Look in your email");
  const { token } = await payloadOf(at.deps, at.companyId, "password_link_mail");
  await open(`/password/reset/${token}`);
  await type({ "New password": "too short" });
  await press("Change password");
  await look("Choose a new password");
  await type({ "New password": "seven wooden ladders" });
  await press("Change password");
  await look("Sign in");
  await open(`/password/reset/${token}`);
  await look("This link has run out");
  await close();
});

test("axe finds nothing on the call for help, a payee's and the only administrator's", async () => {
  const at = await world(db);
  const { open, look, press, type, close } = await atThePortal(browser, at.deps);
  const signIn = async (person: { email: string }) => {
    await open(`/sign-in?company=${at.slug}`);
    const { email, password } = at.fields(person);
    await type({ Email: email, Password: password });
    await press("Continue");
    await open("/sign-in/help");
  };
  await signIn(at.petra);
  await look("Can't get a code?");
  await press("Ask Acme Builders for help");
  await look("Can't get a code?");
  await signIn(at.olivia);
  await look("Can't get a code?");
  await close();
});

test("axe finds nothing on an invitation that ran out, was asked for again, or was used", async () => {
  const at = await world(db);
  const { open, look, press, close } = await atThePortal(browser, at.deps);
  const token = await at.invite(samDetails);
  at.clock.advance(15 * day);
  await open(`/invitations/${token}`);
  await look("This invitation has run out");
  await press("Ask for a new one");
  await look("This invitation has run out");
  const used = await at.invite({ ...samDetails, email: "nora@acmebuilders.example" });
  await at.newBrowser().post(`/invitations/${used}`, { password: "seven wooden ladders" });
  await open(`/invitations/${used}`);
  await look("This invitation was already used");
  await close();
});
