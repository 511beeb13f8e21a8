import { expect, test } from "vitest";
import { second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { password } from "../helpers/people.ts";
import { type browser, type Page, textOf } from "./browser.ts";
import { recoveryCodeOn, secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

type Tab = ReturnType<typeof browser>;

const challengeOn = ({ html }: Page) => /name="challenge" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** Petra, signed in, and her hands: a form of the account opened, filled in and sent with the next code of her phone. */
async function petraAt() {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  const send = async (path: string, fields: Record<string, string> = {}, by: Tab = tab) => {
    const challenge = challengeOn(await by.get(path));
    return by.post(path, { challenge, code: at.nextCode(at.petra.secret), ...fields });
  };
  return { at, tab, send };
}

const problemAt = (page: Page, field: string) =>
  textOf({ html: new RegExp(`id="${field}-problem">(.*?)</p>`, "s").exec(page.html)?.[1] ?? "" }).trim();

/** Every form of the account that takes a code, with fields that are right but for the code. */
const forms: [path: string, fields: Record<string, string>][] = [
  ["/account/app", {}],
  ["/account/app/remove", {}],
  ["/account/text-messages/remove", {}],
  ["/account/recovery-code", {}],
  ["/account/password", { current: password, password: "seven wooden ladders" }],
  ["/account/email", { email: "petra@newmail.example" }],
];

test("R11, B4: the app is replaced on the web: a fresh code, the new secret, its first code", async () => {
  const { at, tab, send } = await petraAt();
  const setup = await send("/account/app");
  expect(setup.path).toBe("/account/app/setup");
  const secret = secretOn(setup);
  const wrong = await tab.post("/account/app/setup", { code: "000000" });
  expect([wrong.status, secretOn(wrong)]).toEqual([422, secret]);
  expect(problemAt(wrong, "code")).toContain("That code isn't right");
  const done = await tab.post("/account/app/setup", { code: at.nextCode(secret) });
  expect(textOf(done)).toContain("Your authenticator app is replaced");
  expect((await at.signedIn({ ...at.petra, secret })).cookies.size).toBeGreaterThan(0);
});

test.each(forms)(
  "R37, B12: %s refuses a wrong code at its field, and keeps the tries that are left",
  async (path, fields) => {
    const { tab } = await petraAt();
    const challenge = challengeOn(await tab.get(path));
    for (const left of [4, 3]) {
      const page = await tab.post(path, { ...fields, challenge, code: "000000" });
      expect([page.status, challengeOn(page)]).toEqual([422, challenge]);
      expect(problemAt(page, "code")).toContain(`${left} tries left`);
    }
  },
);

test.each(forms)(
  "R37: %s without a code, or with the code of another form, changes nothing",
  async (path, fields) => {
    const { at, tab } = await petraAt();
    const missing = await tab.post(path, {
      ...fields,
      challenge: challengeOn(await tab.get(path)),
      code: "",
    });
    expect([missing.status, problemAt(missing, "code")]).toEqual([422, "Error: Type your 6-digit code."]);
    const other = path === "/account/password" ? "/account/email" : "/account/password";
    const challenge = challengeOn(await tab.get(other));
    const page = await tab.post(path, { ...fields, challenge, code: at.nextCode(at.petra.secret) });
    expect(page.status).toBe(422);
    expect(textOf(page)).toContain("This form was open too long, so it was renewed.");
  },
);

test("a form that stood open too long is renewed, and what was typed is still there", async () => {
  const { at, tab } = await petraAt();
  const challenge = challengeOn(await tab.get("/account/email"));
  at.clock.advance(11 * 60 * second);
  const fields = { email: "petra@newmail.example", challenge };
  const page = await tab.post("/account/email", { ...fields, code: at.nextCode(at.petra.secret) });
  expect(textOf(page)).toContain("it was renewed");
  expect(page.html).toContain('value="petra@newmail.example"');
  expect(challengeOn(page)).not.toBe(challenge);
});

test("A12: a form sent twice is done once, and the second answer says so", async () => {
  const { at, tab } = await petraAt();
  const fields = { challenge: challengeOn(await tab.get("/account/email")), email: "petra@newmail.example" };
  const code = at.nextCode(at.petra.secret);
  expect((await tab.post("/account/email", { ...fields, code })).path).toBe("/account/security");
  const again = await tab.post("/account/email", { ...fields, code });
  expect(textOf(again)).toContain("already sent once");
  const [{ count } = {}] =
    await owner`select count(*)::int from contact_changes where company_id = ${at.companyId}`;
  expect(count).toBe(1);
});

test("B11: the only way to get codes is neither offered for removal nor removed", async () => {
  const { tab, send } = await petraAt();
  expect((await tab.get("/account/security")).html).not.toContain("/account/app/remove");
  expect(textOf(await send("/account/app/remove"))).toContain("your only way to get sign-in codes");
});

test.each([
  ["current", { current: "nonsense nonsense" }, "That isn't your present password"],
  ["current", { current: "" }, "Type your present password"],
  ["password", { password: "short" }, "at least 12 characters"],
  ["password", { password }, "That's your present password"],
])("R25, R26: a refused password stands at its field: %s", async (field, wrong, text) => {
  const { send } = await petraAt();
  const page = await send("/account/password", {
    current: password,
    password: "seven wooden ladders",
    ...wrong,
  });
  expect(page.status).toBe(422);
  expect(problemAt(page, field)).toContain(text);
  expect(page.html).not.toContain("seven wooden ladders");
});

test("R53: a changed password ends the other devices, and the page says so", async () => {
  const { at, send } = await petraAt();
  const other = await at.signedIn(at.petra);
  const done = await send("/account/password", { current: password, password: "seven wooden ladders" });
  expect(textOf(done)).toContain("Your password is changed, and all other devices are signed out.");
  expect((await other.raw("/account/security")).location).toBe("/sign-in?ended");
});

test("R23, R24: a new recovery code is shown on its page, and nothing else opens until it is ticked", async () => {
  const { tab, send } = await petraAt();
  const page = await send("/account/recovery-code");
  expect(page.path).toBe("/recovery-code");
  expect(recoveryCodeOn(page)).toMatch(/^[0-9A-Z-]{30}$/);
  expect(page.html).not.toContain('class="steps"');
  expect((await tab.raw("/account/security")).location).toBe("/recovery-code");
  expect((await tab.post("/recovery-code")).status).toBe(422);
  const done = await tab.post("/recovery-code", { saved: "yes" });
  expect(textOf(done)).toContain("You saved your recovery code");
});

test("R51: the email changes by the link from the new mailbox; the page says what waits, and calls it off", async () => {
  const { at, tab, send } = await petraAt();
  const begun = await send("/account/email", { email: "Petra@NewMail.example" });
  expect(textOf(begun)).toContain("Open the link that we sent to petra@newmail.example");
  await tab.post("/account/email/cancel");
  expect(textOf(await tab.get("/account/security"))).not.toContain("newmail");
  await send("/account/email", { email: "petra@newmail.example" });
  const { token } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  expect(textOf(await tab.get(`/email/${token}`))).toContain("Sign in with this email?");
  const done = await tab.post(`/email/${token}`);
  expect(textOf(done)).toContain("Your email is changed");
  expect(textOf(await tab.get(`/email/${token}`))).toContain("This link doesn't work any more");
});

test("R51, R30: the link asks for a sign-in first and is come back to; another's session is told so", async () => {
  const { at, send } = await petraAt();
  await send("/account/email", { email: "petra@newmail.example" });
  const { token } = await payloadOf(at.deps, at.companyId, "email_confirm_mail");
  const elsewhere = at.newBrowser();
  expect((await elsewhere.get(`/email/${token}`)).path).toBe("/sign-in");
  await elsewhere.post("/sign-in", at.fields(at.petra));
  const back = await elsewhere.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
  expect(back.path).toBe(`/email/${token}`);
  const olivia = await at.signedIn(at.olivia);
  const page = await olivia.get(`/email/${token}`);
  expect(textOf(page)).toContain("You're signed in as Olivia");
  expect(page.html).not.toContain("newmail");
  const out = await olivia.post("/sign-out", { return: `/email/${token}` });
  expect(out.path).toBe("/sign-in");
});

test("R51: the link in the old mailbox stops it without a sign-in; looking changes nothing", async () => {
  const { at, tab, send } = await petraAt();
  await send("/account/email", { email: "petra@newmail.example" });
  const { stopToken } = await payloadOf(at.deps, at.companyId, "own_account_mail");
  const anybody = at.newBrowser();
  expect(textOf(await anybody.get(`/email/${stopToken}/stop`))).toContain("p•••@newmail.example");
  expect((await tab.raw("/account/security")).status).toBe(200);
  expect(textOf(await anybody.post(`/email/${stopToken}/stop`))).toContain("The change is stopped");
  expect((await tab.raw("/account/security")).location).toBe("/sign-in?ended");
});

test.each([
  ["no address", "nobody", "That's not an email address"],
  ["the present one", "PETRA@alvarezdrywall.example", "That's the address you sign in with now"],
])("R51: %s is refused at its field and costs no code", async (_, email, text) => {
  const { at, tab } = await petraAt();
  const challenge = challengeOn(await tab.get("/account/email"));
  const code = at.nextCode(at.petra.secret);
  const page = await tab.post("/account/email", { challenge, code, email });
  expect(problemAt(page, "email")).toContain(text);
  const done = await tab.post("/account/email", { challenge, code, email: "petra@newmail.example" });
  expect(done.path).toBe("/account/security");
});

test("R53: other devices are listed by name, and are signed out one by one or all at once", async () => {
  const { at, tab } = await petraAt();
  const [second, third] = [await at.signedIn(at.petra), await at.signedIn(at.petra)];
  const page = await tab.get("/account/security");
  expect(textOf(page)).toContain("This device");
  expect(page.html).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  const [id = ""] = [...page.html.matchAll(/name="session" value="([^"]+)"/g)].map(([, one]) => one);
  expect(textOf(await tab.post("/account/sessions/end", { session: id }))).toContain(
    "That device is signed out.",
  );
  expect(textOf(await tab.post("/account/sessions/end"))).toContain("All other devices are signed out.");
  for (const gone of [second, third])
    expect((await gone.raw("/account/security")).location).toBe("/sign-in?ended");
});

test("R54: a Slack account is unlinked on a page that names it; another's is not there", async () => {
  const { at, tab } = await petraAt();
  const olivia = await at.signedIn(at.olivia);
  const href = /\/account\/slack\/[0-9a-z]+/.exec((await olivia.get("/account/security")).html)?.[0] ?? "";
  expect((await tab.raw(href)).status).toBe(404);
  expect(textOf(await olivia.get(href))).toContain("U0OLIVIA01");
  expect(textOf(await olivia.post(href))).toContain("That Slack account is unlinked.");
  expect(textOf(await olivia.get("/account/security"))).toContain("No Slack account acts for you.");
});

test("the time zone is chosen from a list and used at once; an unknown one is refused at its field", async () => {
  const { tab } = await petraAt();
  const wrong = await tab.post("/account/time-zone", { timeZone: "Mars/Olympus" });
  expect([wrong.status, problemAt(wrong, "timeZone")]).toEqual([
    422,
    "Error: Choose one of the time zones in the list.",
  ]);
  const page = await tab.post("/account/time-zone", { timeZone: "Pacific/Honolulu" });
  expect(textOf(page)).toMatch(/[AP]M Hawaii/);
  expect(textOf(page)).not.toMatch(/[AP]M Eastern/);
});

test("R01: the account shows nothing that a stolen session could turn into a factor, a code or a number", async () => {
  const { at, tab } = await petraAt();
  const begun = await tab.get("/account/app/setup");
  expect(textOf(begun)).toContain("This setup took too long");
  for (const path of ["/account/security", ...forms.map(([one]) => one), "/account/activity"]) {
    const { html } = await tab.get(path);
    expect(html).not.toContain(at.petra.secret);
    expect(html).not.toContain(at.petra.recoveryCode);
    expect(html.replace(/\D/g, "")).not.toContain("5550103344");
  }
});
