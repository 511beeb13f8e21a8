import { expect, test } from "vitest";
import { createCompany } from "../../src/flows/create-company.ts";
import { testDatabase } from "../helpers/database.ts";
import { must } from "../helpers/people.ts";
import { browser, formOf, portal, textOf } from "./browser.ts";
import { recoveryCodeOn, secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

const sessionName = "__Host-latchkey";

test("signs in with password and code, and shows the account", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const first = await tab.post("/sign-in", at.fields(at.olivia));
  expect(first.path).toBe("/sign-in/verify");
  const second = await tab.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) });
  expect(second.path).toBe("/account/security");
  expect(textOf(second)).toContain("Olivia Reyes");
  expect((await tab.get("/")).path).toBe("/account/security");
});

test("R04: an unknown email and a wrong password get the same answer to the letter", async () => {
  const at = await world(db);
  const answer = async (email: string) => {
    const page = await at
      .newBrowser()
      .post("/sign-in", { ...at.fields({ email }), password: "not the password" });
    return { status: page.status, html: page.html.replaceAll(email, "EMAIL") };
  };
  const known = await answer(at.olivia.email);
  expect(known.status).toBe(422);
  expect(known.html).not.toContain('aria-invalid="true"');
  expect(await answer("nobody@acmebuilders.example")).toEqual(known);
});

test("R04: an unknown email is locked out like a known one", async () => {
  const at = await world(db);
  const lastOf = async (email: string) => {
    const wrong = { ...at.fields({ email }), password: "not the password" };
    let page = await at.newBrowser().post("/sign-in", wrong);
    for (let i = 0; i < 30 && page.status === 422; i++) page = await at.newBrowser().post("/sign-in", wrong);
    return { status: page.status, html: page.html.replaceAll(email, "EMAIL") };
  };
  const known = await lastOf(at.petra.email);
  expect(known.status).toBe(429);
  expect(textOf(known)).toMatch(/Try again in \d+ minutes/);
  expect(await lastOf("nobody@alvarezdrywall.example")).toEqual(known);
});

test("R52: the token changes at every rise of level, and the one before is worth nothing", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.olivia);
  const half = tab.cookies.get(sessionName) ?? "";
  await tab.post("/sign-in/verify", { code: at.nextCode(at.olivia.secret) });
  const full = tab.cookies.get(sessionName) ?? "";
  expect(half).toMatch(/^[0-9a-z]{10}\.[\w-]{43}$/);
  expect(full).toMatch(/^[0-9a-z]{10}\.[\w-]{43}$/);
  expect(full).not.toBe(half);
  const thief = at.newBrowser();
  thief.cookies.set(sessionName, half);
  expect((await thief.raw("/account/security")).location).toBe("/sign-in?ended");
  expect((await thief.raw("/sign-in/verify")).location).toBe("/sign-in?ended");
});

test("R52: cookies are __Host-, Secure, HttpOnly and Lax behind https", async () => {
  const at = await world(db);
  const { headers } = await at.newBrowser().raw("/sign-in", formOf(at.fields(at.olivia)));
  const cookies = headers.getSetCookie();
  expect(cookies.some((cookie) => cookie.startsWith(`${sessionName}=`))).toBe(true);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"])
      expect(cookie.split("; ")).toContain(part);
    expect(cookie).not.toMatch(/domain=/i);
  }
});

test("R52: on plain http the cookie has neither prefix nor Secure", async () => {
  const at = await world(db);
  const { portalRoutes } = await import("../../src/portal/routes.ts");
  const app = portalRoutes({
    ...at.deps,
    publicUrl: "http://localhost:3000",
    isSecure: false,
    markets: ["US"],
  });
  const response = await app.request("http://localhost:3000/sign-in", formOf(at.fields(at.olivia)));
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^latchkey=/);
  expect(cookie).not.toContain("Secure");
  expect(response.headers.get("Strict-Transport-Security")).toBeNull();
});

test("R52: only the hash of the token is in the database", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const secret = tab.cookies.get(sessionName)?.split(".")[1] ?? "none";
  const rows = await owner`select * from sessions where company_id = ${at.companyId}`;
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("R52: signing out ends the session on the server", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const token = tab.cookies.get(sessionName) ?? "";
  expect((await tab.get("/sign-out")).html).toContain("Sign out");
  expect((await tab.raw("/account/security")).status).toBe(200);
  expect((await tab.post("/sign-out")).path).toBe("/sign-in");
  tab.cookies.set(sessionName, token);
  expect((await tab.raw("/account/security")).status).toBe(303);
});

test("an expired session says so, and sign-in returns to where one was going", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  at.clock.advance(16 * 60_000);
  const page = await tab.get("/account/security");
  expect([page.path, page.status]).toEqual(["/sign-in?ended", 200]);
  expect(textOf(page)).toContain("You were signed out");
});

test("R22: a recovery code opens only the choice of keeping or replacing the app, and a new code must be saved", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.petra);
  const choice = await tab.post("/sign-in/recovery", {
    code: at.petra.recoveryCode.toLowerCase().replaceAll("-", " "),
  });
  expect(choice.path).toBe("/enrol");
  expect(textOf(choice)).toContain("I still have my authenticator app");
  expect((await tab.raw("/account/security")).location).toBe("/enrol");
  const setUp = await tab.get("/enrol/app");
  const secret = secretOn(setUp);
  expect(secret).not.toBe(at.petra.secret);
  const saving = await tab.post("/enrol/app", { code: at.nextCode(secret) });
  expect(saving.path).toBe("/recovery-code");
  expect(recoveryCodeOn(saving)).not.toBe(at.petra.recoveryCode);
  expect((await tab.raw("/account/security")).location).toBe("/recovery-code");
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
});

test("R22: who still has the app confirms it with its code, and it keeps working", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.petra);
  await tab.post("/sign-in/recovery", { code: at.petra.recoveryCode });
  const saving = await tab.post("/enrol", { code: at.nextCode(at.petra.secret) });
  expect(saving.path).toBe("/recovery-code");
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
  const again = await at.withPassword(at.petra);
  const page = await again.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
  expect(page.path).toBe("/account/security");
});

test("a code of the wrong kind is named, and costs no try", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.petra);
  const page = await tab.post("/sign-in/verify", { code: at.petra.recoveryCode });
  expect(page.status).toBe(422);
  expect(textOf(page)).toContain("That looks like your recovery code.");
  expect(page.html).not.toContain(at.petra.recoveryCode);
});

test("after too many wrong codes the page says when to come back, in the company's zone", async () => {
  const at = await world(db);
  let page = await (await at.withPassword(at.petra)).get("/sign-in/verify");
  for (let round = 0; round < 2; round++) {
    const tab = await at.withPassword(at.petra);
    for (let i = 0; i < 5; i++) page = await tab.post("/sign-in/verify", { code: "000000" });
  }
  expect(page.status).toBe(429);
  expect(textOf(page)).toMatch(/Try again at \d+:\d\d [AP]M Eastern/);
});

test("with several companies the company is asked for, and remembered after a sign-in", async () => {
  const at = await world(db);
  must(await createCompany(at.deps, { ...birch, teams: [`T${at.companyId.toUpperCase()}`] }));
  const tab = at.newBrowser();
  expect((await tab.get("/sign-in")).html).toContain('<label for="company">');
  const { company: _, ...rest } = at.fields(at.olivia);
  const unnamed = await tab.post("/sign-in", rest);
  expect([unnamed.status, textOf(unnamed).includes("Enter the company.")]).toEqual([422, true]);
  const wrong = await tab.post("/sign-in", { ...rest, company: "acme-bilders" });
  expect(textOf(wrong)).toContain("We don't know this company");
  expect(wrong.html).toContain('value="acme-bilders"');
  expect(wrong.html).toContain(`value="${at.olivia.email}"`);
  expect(wrong.html).not.toContain(rest.password);
  expect((await tab.post("/sign-in", { ...rest, company: at.slug })).path).toBe("/sign-in/verify");
  await tab.post("/sign-out");
  const known = await tab.get("/sign-in");
  expect(known.html).not.toContain('<label for="company">');
  expect(textOf(known)).toContain("Acme Builders payments");
  expect((await at.newBrowser().get(`/sign-in?company=${at.slug}`)).html).not.toContain(
    '<label for="company">',
  );
});

test("a new sign-in in the same browser ends the one before", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const token = tab.cookies.get(sessionName) ?? "";
  await tab.post("/sign-in", at.fields(at.petra));
  const old = browser(portal(at.deps));
  old.cookies.set(sessionName, token);
  expect((await old.raw("/account/security")).status).toBe(303);
});

const birch = {
  name: "Birch & Sons",
  market: "US",
  kind: "owner_builder",
  adminEmail: "bo@birch.example",
  adminFirstName: "Bo",
  adminLastName: "Birch",
  timeZone: "America/Chicago",
  helpEmail: null,
  helpPhone: null,
} as const;

test("a mail's link in somebody else's browser asks who is there before anything else", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.olivia);
  const page = await tab.get(`/sign-in?company=${at.slug}`);
  expect(textOf(page)).toContain("You're signed in as Olivia");
  expect(page.html).toContain('action="/sign-out"');
});

test("where payments do not work yet every page of the signed-in person says so", async () => {
  const at = await world(db);
  const tab = await at.signedIn(at.petra);
  await owner`update companies set market = 'CA' where id = ${at.companyId}`;
  const page = await tab.get("/account/security");
  expect(page.status).toBe(403);
  expect(textOf(page)).toContain("available here yet");
});

test("a control character in a field is no fault", async () => {
  const at = await world(db);
  const page = await at
    .newBrowser()
    .post("/sign-in", { ...at.fields(at.petra), email: "a\u0000b@x.example" });
  expect(page.status).toBe(422);
});
