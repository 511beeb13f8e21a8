import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { petraDetails, samDetails } from "../helpers/people.ts";
import { givePhone, textedCode, withTexts } from "../helpers/texts.ts";
import { browser, portal, textOf } from "./browser.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

async function story() {
  const at = await world(db);
  const deps = withTexts(at.deps);
  const app = portal(deps);
  const newBrowser = () => browser(app);
  const half = async (person: { email: string }) => {
    const tab = newBrowser();
    await tab.post("/sign-in", at.fields(person));
    return tab;
  };
  const code = () => textedCode(deps, at.companyId);
  const texts = async () => (await messageKinds(deps, at.companyId)).filter((one) => one === "sms_code_text");
  return { ...at, deps, newBrowser, half, code, texts };
}

test("R11 R18: sets up texts over the web: the app first, the risk said, active only after the code", async () => {
  const at = await story();
  const tab = at.newBrowser();
  const token = await at.invite(samDetails);
  const choice = await tab.post(`/invitations/${token}`, { password: "seven wooden ladders" });
  expect(choice.path).toBe("/enrol");
  const said = textOf(choice);
  expect(said.indexOf("Authenticator app Recommended")).toBeLessThan(said.indexOf("Text message"));
  expect(said).toContain("whoever takes over your phone number gets your codes");
  const number = await tab.get("/enrol/sms");
  expect(textOf(number)).toContain("authenticator app is safer");
  const bad = await tab.post("/enrol/sms", { country: "US", phone: "800 555 0144" });
  expect([bad.status, textOf(bad)]).toEqual([422, expect.stringContaining("toll-free")]);
  expect(bad.html).toContain('value="800 555 0144"');
  expect(await at.texts()).toEqual([]);
  const sent = await tab.post("/enrol/sms", { country: "US", phone: "(212) 555-0144" });
  expect(textOf(sent)).toContain("Texted to (212) 555-0144");
  expect(textOf(sent)).toContain("You can text it again in 30 seconds.");
  const soon = await tab.post("/enrol/sms/again");
  expect([soon.status, textOf(soon)]).toEqual([429, expect.stringContaining("in 30 seconds")]);
  const wrong = await tab.post("/enrol/sms", { code: "000000" });
  expect(wrong.status).toBe(422);
  const done = await tab.post("/enrol/sms", { code: await at.code() });
  expect(done.path).toBe("/recovery-code");
});

test("R30: signing in by text: only a press sends one, to the number shown by its last digits", async () => {
  const at = await story();
  await givePhone(at.deps, { companyId: at.companyId, userId: at.petra.userId });
  const tab = await at.half(petraDetails);
  const page = await tab.get("/sign-in/verify");
  expect(textOf(page)).toContain("Open your authenticator app");
  expect(page.html).toContain("Text me a code to the number ending in 44");
  await tab.get("/sign-in/verify/text");
  expect(await at.texts()).toEqual([]);
  const sent = await tab.post("/sign-in/verify/text");
  expect(textOf(sent)).toContain("We texted the number ending in 44");
  expect(await at.texts()).toHaveLength(1);
  const done = await tab.post("/sign-in/verify", { code: await at.code() });
  expect(done.path).toBe("/account/security");
});

test("somebody with texts alone is asked to press, and then for the code", async () => {
  const at = await story();
  await givePhone(at.deps, { companyId: at.companyId, userId: at.petra.userId });
  await owner`update factors set state = 'destroyed', secret_box = null where user_id = ${at.petra.userId} and kind = 'totp'`;
  const tab = await at.half(petraDetails);
  const page = await tab.get("/sign-in/verify");
  expect(page.html).not.toContain('name="code"');
  const early = await tab.post("/sign-in/verify", { code: "123456" });
  expect(textOf(early)).toContain("No code was texted for this");
  const sent = await tab.post("/sign-in/verify/text");
  expect(sent.html).toContain('name="code"');
});

test("R18: an administrator whose company requires the app is told so, and is offered no texts", async () => {
  const at = await story();
  const policy = JSON.stringify({ isAppOnlyForAdministrators: true });
  await owner`update companies set policy = ${policy}::jsonb where id = ${at.companyId}`;
  const tab = at.newBrowser();
  const token = await at.invite(samDetails);
  await owner`update users set role = 'system_administrator' where email = ${samDetails.email} and company_id = ${at.companyId}`;
  const page = await tab.post(`/invitations/${token}`, { password: "seven wooden ladders" });
  expect(page.path).toBe("/enrol/app");
  expect(textOf(page)).toContain("asks administrators to use an app, not text messages");
  expect((await tab.get("/enrol/sms")).path).toBe("/enrol/app");
});

test("R22: after a recovery code the phone that is still there can be kept by a text", async () => {
  const at = await story();
  await givePhone(at.deps, { companyId: at.companyId, userId: at.petra.userId });
  const tab = await at.half(petraDetails);
  const keep = await tab.post("/sign-in/recovery", { code: at.petra.recoveryCode });
  expect(textOf(keep)).toContain("Do you still have your phone?");
  await tab.post("/enrol/text");
  expect((await tab.post("/enrol", { code: await at.code() })).path).toBe("/recovery-code");
});
