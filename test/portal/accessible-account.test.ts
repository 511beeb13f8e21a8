import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchChromium } from "../helpers/chromium.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { expectAccessible } from "./axe.ts";
import { type World, world } from "./people.ts";
import { servePortal } from "./serve.ts";

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

/** Petra in real Chromium, signed in with code and password. */
async function petraInChromium(at: World, options: { javaScriptEnabled?: boolean } = {}) {
  const portal = await servePortal(at.deps);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const press = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true }).click();
  const type = async (fields: Record<string, string>) => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  };
  await page.goto(`${portal.url}/sign-in?company=${at.slug}`);
  const { email, password } = at.fields(at.petra);
  await type({ Email: email, Password: password });
  await press("Continue");
  await type({ "6-digit code": at.nextCode(at.petra.secret) });
  await press("Sign in");
  return {
    ...{ page, context, press, type, url: portal.url },
    open: (path: string) => page.goto(portal.url + path),
    code: () => type({ "Your 6-digit code": at.nextCode(at.petra.secret) }),
    look: async (title: string) => {
      expect(await page.locator("h1").innerText()).toBe(title);
      await expectAccessible(page);
    },
    close: () => context.close().then(portal.close),
  };
}

test("axe finds nothing on the account, and on the pages of what is done there", async () => {
  const at = await world(db);
  await at.signedIn(at.petra);
  await at.signedIn(at.petra);
  const { open, look, press, type, code, close } = await petraInChromium(at);
  await look("Account security");
  await open("/account/password");
  await type({ "Present password": "nonsense nonsense", "New password": "seven wooden ladders" });
  await code();
  await press("Change password");
  await look("Change your password");
  await open("/account/app");
  await look("Replace your authenticator app");
  await code();
  await press("Continue");
  await look("Set up your authenticator app");
  await open("/account/email");
  await type({ "New email": "petra@newmail.example", "Your 6-digit code": "000000" });
  await press("Send the link");
  await look("Change your email");
  await code();
  await press("Send the link");
  await look("Account security");
  await open("/account/email");
  await look("Change your email");
  await close();
});

test("axe finds nothing on the links of a change of email, the activity, the time zone and the ways out", async () => {
  const at = await world(db);
  const { open, look, press, type, code, close } = await petraInChromium(at);
  await open("/account/activity");
  await look("Recent activity");
  await open("/account/not-you");
  await look("Wasn't it you?");
  await open("/account/time-zone");
  await look("Your time zone");
  await open("/account/app/remove");
  await look("Remove your authenticator app?");
  await code();
  await press("Remove");
  await look("Nothing was changed");
  await open("/account/email");
  await type({ "New email": "petra@newmail.example" });
  await code();
  await press("Send the link");
  const { token } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  const { stopToken } = await payloadOf(at.deps, at.companyId, "own_account_mail");
  await open(`/email/${token}`);
  await look("Sign in with this email?");
  await open(`/email/${stopToken}/stop`);
  await look("Stop the change of your email?");
  await press("Stop this change");
  await look("The change is stopped");
  await close();
});

test("R23, R24: a new recovery code can be copied and printed, and the print shows it and nothing else", async () => {
  const at = await world(db);
  const { page, context, open, look, press, code, close } = await petraInChromium(at);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await open("/account/recovery-code");
  await look("Make a new recovery code");
  await code();
  await press("Make a new code");
  await look("Save your recovery code");
  const shown = (await page.locator(".big-code").innerText()).trim();
  await press("Copy");
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(shown);
  await page.evaluate("window.print = () => { window.printed = true; }");
  await press("Print");
  expect(await page.evaluate("window.printed")).toBe(true);
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const printed = (await page.locator("body").innerText()).replace(/\s+/g, " ").trim();
  expect(printed).toMatch(
    /^Acme Builders payments Recovery code [0-9A-Z-]{30} It works once, .* Made Nov 20, 2026\./,
  );
  expect(printed).toContain(shown);
  for (const absent of ["Petra", "Continue", "Copy", "Sign out", "Need help"])
    expect(printed).not.toContain(absent);
  await keepPrint(page);
  expect(complaints).toEqual([]);
  await close();
});

test("without JavaScript the recovery code's page offers the download, and no button that does nothing", async () => {
  const at = await world(db);
  const { page, open, press, code, close } = await petraInChromium(at, { javaScriptEnabled: false });
  await open("/account/recovery-code");
  await code();
  await press("Make a new code");
  const main = page.getByRole("main");
  expect(await main.getByRole("button").allInnerTexts()).toEqual(["Continue"]);
  expect(await main.getByRole("link", { name: "Download as a text file" }).count()).toBe(1);
  await close();
});

/** Where pictures are kept, the paper, too. */
async function keepPrint(page: Page) {
  const folder = process.env["PICTURES"];
  if (folder) await page.pdf({ path: `${folder}/recovery-code.pdf` });
}
