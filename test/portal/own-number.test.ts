import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { givePhone, phone, textedCode, withTexts, wrong } from "../helpers/texts.ts";
import { browser, portal, textOf } from "./browser.ts";
import { challengeOn, problemOn, typedOn } from "./office.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

/** Petra, signed in where texts are offered, and her hands. */
async function petraAt() {
  const at = await world(db);
  const deps = withTexts(at.deps);
  const app = portal(deps);
  const signedIn = async () => {
    const tab = browser(app);
    await tab.post("/sign-in", at.fields(at.petra));
    await tab.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
    return tab;
  };
  const tab = await signedIn();
  const path = "/account/text-messages";
  const begin = async (number = "(212) 555-0199") => {
    const challenge = challengeOn(await tab.get(path));
    return tab.post(path, { challenge, country: "US", phone: number, code: at.nextCode(at.petra.secret) });
  };
  const finish = async (code?: string) =>
    tab.post(`${path}/setup`, { code: code ?? (await textedCode(deps, at.companyId)) });
  const active = async () => {
    const rows = await owner`select kind, phone_hint as hint from factors
      where user_id = ${at.petra.userId} and state = 'active' order by kind`;
    return rows.map(({ kind, hint }) => `${kind} ${hint ?? "-"}`);
  };
  const havePhone = () => givePhone(deps, { companyId: at.companyId, userId: at.petra.userId });
  return { at, deps, tab, path, signedIn, begin, finish, active, havePhone };
}

test("R11, B1: a number is added by a fresh code and the code that is texted to it; only then it counts", async () => {
  const { at, deps, tab, begin, finish, active } = await petraAt();
  expect((await tab.get("/account/security")).html).toContain('href="/account/text-messages"');
  const texted = await begin();
  expect(texted.path).toBe("/account/text-messages/setup");
  expect(textOf(texted)).toContain("Texted to (212) 555-0199");
  expect(await active()).toEqual(["totp -"]);
  const code = await textedCode(deps, at.companyId);
  const bad = await finish(wrong(code));
  expect([bad.status, problemOn(bad, "code")]).toEqual([
    422,
    expect.stringContaining("That code isn't right"),
  ]);
  const done = await finish(code);
  expect(textOf(done)).toContain("Codes can be texted to your phone from now on.");
  expect(await active()).toEqual(["sms 99", "totp -"]);
  expect((await payloadOf(deps, at.companyId, "own_account_mail"))["news"]).toBe("text_added");
});

test("B4, R47: a new number takes the place of the old one, which hears of it; other devices are signed out", async () => {
  const { at, deps, signedIn, begin, finish, active, havePhone } = await petraAt();
  await havePhone();
  const other = await signedIn();
  await begin();
  expect(await active()).toEqual(["sms 44", "totp -"]);
  expect(textOf(await finish())).toContain("Your phone for text messages is replaced");
  expect(await active()).toEqual(["sms 99", "totp -"]);
  expect((await other.get("/account/security")).path).toBe("/sign-in?ended");
  const text = await payloadOf(deps, at.companyId, "security_text");
  expect(text).toMatchObject({ news: "method_added", phone });
});

test("R17, R37: a wrong code or an impossible number texts nobody, and the number stays typed", async () => {
  const { at, deps, tab, path, begin } = await petraAt();
  const bad = await begin("800 555 0144");
  expect([bad.status, problemOn(bad, "phone")]).toEqual([422, expect.stringContaining("toll-free")]);
  const challenge = challengeOn(bad);
  const sent = { challenge, country: "US", phone: "(212) 555-0199" };
  const refused = await tab.post(path, { ...sent, code: "000000" });
  expect(problemOn(refused, "code")).toContain("4 tries left");
  expect(typedOn(refused)["phone"]).toBe("(212) 555-0199");
  expect(await messageKinds(deps, at.companyId)).not.toContain("sms_code_text");
});

test("R14, R17: another text waits its time; five wrong codes end the set-up, and nothing changes", async () => {
  const { at, deps, tab, path, begin, finish, active } = await petraAt();
  await begin();
  const soon = await tab.post(`${path}/again`);
  expect([soon.status, problemOn(soon, "code")]).toEqual([429, expect.stringContaining("in 30 seconds")]);
  const code = await textedCode(deps, at.companyId);
  for (let tries = 0; tries < 5; tries++) await finish(wrong(code));
  await finish(code);
  expect(await active()).toEqual(["totp -"]);
});

test("R44: a reset in between, or a quarter of an hour, ends the set-up", async () => {
  const late = await petraAt();
  await late.begin();
  late.at.clock.advance(15 * 60_000);
  expect(textOf(await late.finish())).toContain("Begin again");
  expect(await late.active()).toEqual(["totp -"]);
  await late.begin();
  expect(textOf(await late.finish())).toContain("Codes can be texted");
  const reset = await petraAt();
  await reset.begin();
  const code = await textedCode(reset.deps, reset.at.companyId);
  await reset.at.resetPetra();
  await reset.finish(code);
  expect(await reset.active()).toEqual([]);
});

test("R18: where administrators must use the app, or nothing is texted at all, no number can be set up", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  expect((await tab.get("/account/security")).html).not.toContain('href="/account/text-messages"');
  expect(textOf(await tab.get("/account/text-messages"))).toContain("Codes can't be texted to you here.");
  const policy = JSON.stringify({ isAppOnlyForAdministrators: true });
  await owner`update companies set policy = ${policy}::jsonb where id = ${at.companyId}`;
  const offered = browser(portal(withTexts(at.deps)));
  await offered.post("/sign-in", at.fields(at.olivia));
  await offered.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) });
  expect((await offered.get("/account/security")).html).not.toContain('href="/account/text-messages"');
  expect(textOf(await offered.get("/account/text-messages"))).toContain("use an authenticator app");
});
