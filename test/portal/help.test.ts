import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { textOf } from "./browser.ts";
import { world } from "./people.ts";

const { db } = await testDatabase();

const numberOn = ({ html }: { html: string }) => /class="big-code big-number">(\d{4})</.exec(html)?.[1];

test("the code's page leads to every other way: the recovery code first, then the call for help", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.petra);
  expect((await tab.get("/sign-in/verify")).html).toContain('href="/sign-in/help"');
  const page = await tab.get("/sign-in/help");
  const text = textOf(page);
  expect(text.indexOf("Use your recovery code")).toBeGreaterThan(0);
  expect(text.indexOf("Use your recovery code")).toBeLessThan(text.indexOf("Ask Acme Builders for help"));
  expect(numberOn(page)).toBeUndefined();
});

test("R30: looking rings nobody; asking shows a number, whom to call and what to say, and a reload the same", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.petra);
  await tab.get("/sign-in/help");
  const asked = await tab.post("/sign-in/help");
  expect(asked.path).toBe("/sign-in/help");
  const number = numberOn(asked);
  expect(number).toMatch(/^\d{4}$/);
  expect(textOf(asked)).toContain("Call Olivia Reyes at (555) 010-2200 .");
  expect(asked.html).toContain('href="tel:+15550102200"');
  expect(textOf(asked)).not.toContain("Ask Acme Builders for help");
  expect(numberOn(await tab.get("/sign-in/help"))).toBe(number);
  expect(numberOn(await tab.post("/sign-in/help"))).toBe(number);
});

test("R01: without the password there is nothing to see, and after the code neither", async () => {
  const at = await world(db);
  expect((await at.newBrowser().raw("/sign-in/help")).location).toBe("/sign-in");
  const tab = await at.signedIn(at.petra);
  expect((await tab.raw("/sign-in/help")).location).toBe("/account/security");
});

test("the third call in a day is refused with the time and whom to call", async () => {
  const at = await world(db);
  for (let i = 0; i < 2; i++) {
    const tab = await at.withPassword(at.petra);
    await tab.post("/sign-in/help");
    await tab.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
  }
  const tab = await at.withPassword(at.petra);
  const page = await tab.get("/sign-in/help");
  expect(textOf(page)).toContain("You have asked for help twice in a day.");
  const forced = await tab.post("/sign-in/help");
  expect(forced.status).toBe(429);
  expect(numberOn(forced)).toBeUndefined();
});

test("the only administrator reads what is true: recovery code, another administrator, whoever runs Latchkey", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.olivia);
  const text = textOf(await tab.get("/sign-in/help"));
  expect(text).toContain("No other Payments Admin can reset your MFA.");
  expect(text).toContain("Whoever runs Latchkey for your company can give emergency access.");
  expect(textOf(await (await at.withPassword(at.petra)).get("/sign-in/help"))).not.toContain("administrator");
});

test("R12: after too many wrong codes the page says until when, before anything else", async () => {
  const at = await world(db);
  for (let round = 0; round < 2; round++) {
    const tab = await at.withPassword(at.petra);
    for (let i = 0; i < 5; i++) await tab.post("/sign-in/verify", { code: "000000" });
  }
  const page = await (await at.withPassword(at.petra)).get("/sign-in/help");
  expect(textOf(page)).toMatch(/Codes are locked until \d+:\d\d [AP]M Eastern/);
});
