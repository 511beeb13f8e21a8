import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { newPassword } from "../helpers/halves-story.ts";
import type { TestPerson } from "../helpers/people.ts";
import { reset } from "../helpers/reset-story.ts";
import { atThePortal } from "./at-the-portal.ts";
import { halvesWorld } from "./halves.ts";
import { world } from "./people.ts";

const { db } = await testDatabase();

/** Every page is looked at five times. */
vi.setConfig({ testTimeout: 180_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
});

type World = Awaited<ReturnType<typeof world>>;

/** Somebody signed in, in real Chromium. */
async function signedIn(at: World, person: TestPerson) {
  const tab = await atThePortal(browser, at.deps);
  await tab.open(`/sign-in?company=${at.slug}`);
  const { email, password } = at.fields(person);
  await tab.type({ Email: email, Password: password });
  await tab.press("Continue");
  await tab.type({ "6-digit code": at.nextCode(person.secret) });
  await tab.press("Sign in");
  return tab;
}

test("axe finds nothing on the form with the box ticked, nor on what waits then", async () => {
  const at = await world(db);
  const { page, open, look, press, type, close } = await signedIn(at, at.olivia);
  await open(`/account/reset-mfa/${at.petra.userId}`);
  await page.getByLabel("Why?").selectOption("lost_phone");
  await page.getByLabel("I called them").check();
  await page.getByLabel("The password is forgotten, too").check();
  await type({ "Your 6-digit code": at.nextCode(at.olivia.secret) });
  await press("Reset MFA");
  await look("Confirm MFA reset");
  await type({ "Your 6-digit code": at.nextCode(at.olivia.secret) });
  await press("Reset MFA");
  await look("Olivia Reyes reset MFA for Petra Alvarez");
  await close();
});

test("axe finds nothing on the half that is read out, before, while and after it is shown", async () => {
  const at = await halvesWorld(db);
  const { open, look, press, close } = await signedIn(at, at.sam);
  await open(at.half);
  await look("Read Petra the second half");
  await press("Show the second half");
  await look("Read this to Petra now");
  await open(at.half);
  await look("This half was shown already");
  await close();
});

test("axe finds nothing on the way of both halves to a new password", async () => {
  const at = await halvesWorld(db);
  const { open, look, press, type, close } = await atThePortal(browser, at.deps);
  const { email, code } = await at.typed();
  await open(`/sign-in/setup-code?company=${at.slug}`);
  await look("Type both halves of your code");
  await type({ Email: email, "Setup code": "AAAAA-AAAAA" });
  await press("Continue");
  await look("Type both halves of your code");
  await type({ Email: email, "Setup code": code });
  await press("Continue");
  await look("Choose a new password");
  await type({ "New password": "petra" });
  await press("Continue");
  await look("Choose a new password");
  await type({ "New password": newPassword });
  await close();
});

test("axe finds nothing on the form for a reset that waits, nor on the choice of a forgotten password there", async () => {
  const at = await world(db);
  await reset(at.deps, at.clock, at.olivia, at.petra);
  const { open, look, press, close } = await signedIn(at, at.olivia);
  await open(`/account/reset-mfa/${at.petra.userId}`);
  await look("Send new code");
  await press("Password forgotten too");
  await look("Confirm MFA reset");
  await close();
});
