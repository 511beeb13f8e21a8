import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { password, type TestPerson } from "../helpers/people.ts";
import { givePhone, textedCode, withTexts } from "../helpers/texts.ts";
import { browser, portal, textOf } from "./browser.ts";
import { challengeOn, problemOn, typedOn } from "./office.ts";
import { world } from "./people.ts";

const { db, owner } = await testDatabase();

/** Acme, where texts are offered; and somebody signed in who has a phone for texts, and an app or not. */
async function story() {
  const at = await world(db);
  const deps = withTexts(at.deps);
  const app = portal(deps);
  const withPhone = async (person: TestPerson, { hasApp }: { hasApp: boolean }) => {
    const tab = browser(app);
    await tab.post("/sign-in", at.fields(person));
    await tab.post("/sign-in/verify", { code: at.nextCode(person.secret) });
    await givePhone(deps, { companyId: at.companyId, userId: person.userId });
    if (!hasApp)
      await owner`update factors set state = 'destroyed', secret_box = null where user_id = ${person.userId} and kind = 'totp'`;
    return tab;
  };
  const code = () => textedCode(deps, at.companyId);
  const countTexts = async () =>
    (await messageKinds(deps, at.companyId)).filter((one) => one === "sms_code_text").length;
  return { ...at, deps, withPhone, code, countTexts };
}

const press = { text_me: "yes" };
const ned = {
  ...{ relationship: "payee", first_name: "Ned", last_name: "Moss", email: "ned@mossroofing.example" },
  ...{ organisation: "Moss Roofing", phone: "(415) 555-0190", role: "member" },
};

test("R37: a Payments Admin with only texts invites somebody with a texted code, and nothing typed is lost", async () => {
  const at = await story();
  const tab = await at.withPhone(at.olivia, { hasApp: false });
  const form = await tab.get("/team/new");
  expect(form.html).toContain("Text me a code to the number ending in 44");
  expect(textOf(form)).toContain("We text it to you. Your name is recorded.");
  expect(await at.countTexts()).toBe(0);
  const challenge = challengeOn(form);
  const texted = await tab.post("/team/new", { ...ned, challenge, code: "", ...press });
  expect(texted.status).toBe(200);
  expect(textOf(texted)).toContain("We texted the number ending in 44 at");
  expect(textOf(texted)).toContain("You can text it again in 30 seconds.");
  expect(typedOn(texted)).toMatchObject({ ...ned, challenge });
  const wrong = await tab.post("/team/new", { ...ned, challenge, code: "000000" });
  expect(problemOn(wrong, "code")).toContain("4 tries left");
  const done = await tab.post("/team/new", { ...ned, challenge, code: await at.code() });
  expect(textOf(done)).toContain("Ned Moss");
  expect(done.path).toMatch(/^\/team\/[0-9a-z]{16}$/);
});

test("R37: a Payments Admin with only texts resets MFA with a texted code, and the case stays as it was told", async () => {
  const at = await story();
  const tab = await at.withPhone(at.olivia, { hasApp: false });
  const path = `/account/reset-mfa/${at.petra.userId}`;
  const challenge = challengeOn(await tab.get(path));
  const told = {
    kind: "reset",
    asks: "no",
    reason: "lost_phone",
    verified_how: "called",
    note: "Ticket 8841",
  };
  const texted = await tab.post(path, { ...told, challenge, ...press });
  expect([texted.status, textOf(texted)]).toEqual([200, expect.stringContaining("We texted the number")]);
  expect(typedOn(texted)).toMatchObject({ ...told, challenge });
  const done = await tab.post(path, { ...told, challenge, code: await at.code() });
  expect(done.path).toMatch(/^\/payments\/approvals\//);
});

test("R17: asking again at once is refused at the code, with the time, and everything typed stays", async () => {
  const at = await story();
  const tab = await at.withPhone(at.olivia, { hasApp: false });
  const challenge = challengeOn(await tab.get("/team/new"));
  await tab.post("/team/new", { ...ned, challenge, ...press });
  const soon = await tab.post("/team/new", { ...ned, challenge, ...press });
  expect(soon.status).toBe(429);
  expect(problemOn(soon, "code")).toContain("You can text it again in 30 seconds");
  expect(typedOn(soon)).toMatchObject({ ...ned, challenge });
  expect(await at.countTexts()).toBe(1);
});

test("R25: somebody with only texts changes the password: the code first, and no password is ever drawn again", async () => {
  const at = await story();
  const tab = await at.withPhone(at.petra, { hasApp: false });
  const form = await tab.get("/account/password");
  expect(form.html.indexOf('name="code"')).toBeLessThan(form.html.indexOf('name="current"'));
  const challenge = challengeOn(form);
  const typed = { challenge, current: password, password: "seven wooden ladders" };
  const texted = await tab.post("/account/password", { ...typed, ...press });
  expect(texted.html).not.toContain(password);
  expect(texted.html).not.toContain("seven wooden ladders");
  const done = await tab.post("/account/password", { ...typed, code: await at.code() });
  expect(textOf(done)).toContain("Your password is changed");
});

test("R37: a form that ran out is renewed when a text is asked for it, and nothing is texted for the old one", async () => {
  const at = await story();
  const tab = await at.withPhone(at.petra, { hasApp: true });
  const form = await tab.get("/account/email");
  expect(textOf(form)).toContain("Or have it texted.");
  await owner`update challenges set expires_at = ${at.deps.now()} where id = ${challengeOn(form)}`;
  const sent = { email: "petra@newmail.example", challenge: challengeOn(form), ...press };
  const renewed = await tab.post("/account/email", sent);
  expect([renewed.status, await at.countTexts()]).toEqual([422, 0]);
  expect(textOf(renewed)).toContain("This form was open too long, so it was renewed.");
  expect(typedOn(renewed)["email"]).toBe("petra@newmail.example");
});

test("R37: nobody has a code texted for another's form", async () => {
  const at = await story();
  const olivia = await at.withPhone(at.olivia, { hasApp: true });
  const petra = await at.withPhone(at.petra, { hasApp: true });
  const challenge = challengeOn(await olivia.get("/account/email"));
  await petra.post("/account/email", { challenge, email: "petra@newmail.example", ...press });
  expect(await at.countTexts()).toBe(0);
});

test("R18: whoever must use the app, or has no phone for texts, is offered none", async () => {
  const at = await story();
  const tab = await at.withPhone(at.olivia, { hasApp: true });
  expect((await tab.get("/account/email")).html).toContain("Text me a code");
  const policy = JSON.stringify({ isAppOnlyForAdministrators: true });
  await owner`update companies set policy = ${policy}::jsonb where id = ${at.companyId}`;
  const form = await tab.get("/account/email");
  expect(form.html).not.toContain("Text me a code");
  const pressed = await tab.post("/account/email", {
    challenge: challengeOn(form),
    email: "o@x.example",
    ...press,
  });
  expect(problemOn(pressed, "code")).toContain("wants administrators to use an authenticator app");
  expect(await at.countTexts()).toBe(0);
});
