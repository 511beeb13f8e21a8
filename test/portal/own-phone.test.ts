import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { samDetails } from "../helpers/people.ts";
import { textedCode, withTexts, wrong } from "../helpers/texts.ts";
import { browser, portal, textOf } from "./browser.ts";
import { challengeOn, problemOn, typedOn } from "./office.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

const path = "/account/phone";

/** Petra, who has a contact phone, or Sam, who has none, signed in where texts are offered. */
async function signedInAt(who: "Petra" | "Sam" = "Petra") {
  const at = await world(db);
  const person = who === "Petra" ? at.petra : await at.join(samDetails);
  const deps = withTexts(at.deps);
  const tab = browser(portal(deps));
  await tab.post("/sign-in", at.fields(person));
  await tab.post("/sign-in/verify", { code: at.nextCode(person.secret) });
  const send = async (fields: Record<string, string> = {}) => {
    const challenge = challengeOn(await tab.get(path));
    const code = at.nextCode(person.secret);
    return tab.post(path, { challenge, country: "US", phone: "(212) 555-0177", code, ...fields });
  };
  const code = () => textedCode(deps, at.companyId);
  const account = async () => textOf(await tab.get("/account/security"));
  return { at, deps, tab, person, send, code, account };
}

test("R51: the contact phone changes on the web; the account says what waits, and what is on file then", async () => {
  const { tab, send, code, account } = await signedInAt();
  expect(await account()).toMatch(/Contact phone Ending in 44, on file since .*Change contact phone/);
  const texted = await send();
  expect(texted.path).toBe("/account/phone/confirm");
  expect(textOf(texted)).toMatch(
    /Type the code that we texted to \(212\) 555-0177\..*It's good until \d+:\d\d [AP]M Eastern\./,
  );
  expect(await account()).toMatch(/Ending in 44,.*Type the code that we texted to the number ending in 77/);
  expect(await account()).toContain("Waiting");
  const right = await code();
  const bad = await tab.post(`${path}/confirm`, { code: wrong(right) });
  expect([bad.status, problemOn(bad, "code")]).toEqual([422, expect.stringContaining("4 tries left")]);
  const missing = await tab.post(`${path}/confirm`, { code: "" });
  expect(problemOn(missing, "code")).toBe("Type the 6-digit code from the text message.");
  const done = await tab.post(`${path}/confirm`, { code: right });
  expect(textOf(done)).toContain("Your contact phone is changed. We call the new number from now on.");
  expect(textOf(done)).toContain("Ending in 77, on file since");
  expect(textOf(done)).not.toContain("Waiting");
});

test("R51: where none is on file one is added; a second click of the button says that it is over", async () => {
  const { tab, send, code, account } = await signedInAt("Sam");
  expect(await account()).toMatch(/None on file\..*Add contact phone/);
  expect(textOf(await tab.get(path))).toContain("Add a contact phone");
  await send();
  const typed = { code: await code() };
  expect(textOf(await tab.post(`${path}/confirm`, typed))).toContain("Your contact phone is on file.");
  const again = await tab.post(`${path}/confirm`, typed);
  expect([again.status, textOf(again)]).toEqual([410, expect.stringContaining("This change is over")]);
  expect(await account()).toContain("Ending in 77");
});

test.each([
  ["phone", { phone: "800 555 0144" }, "toll-free"],
  ["phone", { phone: "" }, "Type your mobile number."],
  ["phone", { phone: "+44 7400 123456" }, "We can only text numbers in the United States."],
  ["code", { code: "" }, "Type your 6-digit code."],
  ["code", { code: "000000" }, "4 tries left"],
])(
  "R17, R37: what is wrong stands at its field, texts nobody, and loses nothing typed: %s %s",
  async (field, wrongly, text) => {
    const { at, deps, tab, person } = await signedInAt();
    const challenge = challengeOn(await tab.get(path));
    const code = at.nextCode(person.secret);
    const sent = { challenge, country: "US", phone: "(212) 555-0177", code };
    const page = await tab.post(path, { ...sent, ...wrongly });
    expect([page.status, problemOn(page, field)]).toEqual([422, expect.stringContaining(text)]);
    expect(typedOn(page)["phone"] ?? "").toBe({ ...sent, ...wrongly }.phone);
    expect(await messageKinds(deps, at.companyId)).not.toContain("sms_code_text");
    expect(challengeOn(page)).toBe(challenge);
    expect((await tab.post(path, sent)).path).toBe("/account/phone/confirm");
  },
);

test("R51: the number on file is no new one; the form is renewed and says so at the number", async () => {
  const { tab, send, code } = await signedInAt();
  await send();
  await tab.post(`${path}/confirm`, { code: await code() });
  const same = await send();
  expect(problemOn(same, "phone")).toBe("That's the number we have on file. Type the new one.");
  expect(typedOn(same)["phone"]).toBe("(212) 555-0177");
});

test("R14, R17: another text waits its time, which is said; the change is called off by a button", async () => {
  const { at, tab, send, account } = await signedInAt();
  expect(textOf(await send())).toContain("You can text it again in 30 seconds.");
  const soon = await tab.post(`${path}/again`);
  expect([soon.status, problemOn(soon, "code")]).toEqual([429, expect.stringContaining("in 30 seconds")]);
  at.clock.advance(10 * 60_000);
  expect(textOf(await tab.get(`${path}/confirm`))).toContain("That code has run out.");
  expect((await tab.post(`${path}/again`)).path).toBe("/account/phone/confirm");
  const form = await tab.get(path);
  expect(textOf(form)).toContain("We texted a code to the number ending in 77.");
  expect(textOf(await tab.post(`${path}/cancel`))).toContain("Called off. Nothing was changed.");
  expect(await account()).not.toContain("Waiting");
  expect((await tab.get(`${path}/cancel`)).path).toBe(path);
});

test("R12: the fifth wrong code calls the change off, and the page leads back to the beginning", async () => {
  const { tab, send, code, account } = await signedInAt();
  await send();
  const right = await code();
  for (let tries = 0; tries < 4; tries++) await tab.post(`${path}/confirm`, { code: wrong(right) });
  const last = await tab.post(`${path}/confirm`, { code: wrong(right) });
  expect(textOf(last)).toContain("Too many wrong codes, so this change was called off.");
  expect(last.html).toContain('href="/account/phone"');
  expect((await tab.post(`${path}/confirm`, { code: right })).status).toBe(410);
  expect(await account()).toContain("Ending in 44");
});

test("R51: where no texts are sent the account and the page say whom to ask, and nothing is begun", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  const page = await tab.get("/account/security");
  expect(textOf(page)).toContain("To change it, ask Olivia Reyes.");
  expect(page.html).not.toContain('href="/account/phone"');
  expect(textOf(await tab.get(path))).toContain("no texts are sent here. Ask Olivia Reyes:");
  await tab.post(path, { phone: "(212) 555-0177", code: at.nextCode(at.petra.secret), challenge: "none" });
  const [row] =
    await owner`select count(*)::int as count from contact_changes where company_id = ${at.companyId}`;
  expect(row?.["count"]).toBe(0);
});
