import { expect, test } from "vitest";
import { createCompany } from "../../src/flows/create-company.ts";
import { testDatabase } from "../helpers/database.ts";
import { payloadOf } from "../helpers/outbox.ts";
import { unfinishedAccounts } from "../helpers/password-story.ts";
import { must, samDetails } from "../helpers/people.ts";
import { textOf } from "./browser.ts";
import { type World, world } from "./people.ts";

const { db, owner } = await testDatabase();
const newPassword = "seven wooden ladders";

async function linkFor(at: World, email: string) {
  at.clock.advance(1000);
  await at.newBrowser().post("/password/forgot", { company: at.slug, email });
  const { token } = await payloadOf(at.deps, at.companyId, "password_link_mail");
  return `/password/reset/${token}`;
}

test("R28: from the sign-in page to a new password, and on with the code as ever", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const signIn = await tab.get("/sign-in");
  expect(signIn.html).toContain(`href="/password/forgot?company=${at.slug}"`);
  const sent = await tab.post("/password/forgot", { company: at.slug, email: at.petra.email });
  expect(textOf(sent)).toContain("If somebody signs in to Acme Builders with");
  const path = await linkFor(at, at.petra.email);
  const page = await tab.get(path);
  expect(page.html).toContain(`value="${at.petra.email}"`);
  const after = await tab.post(path, { password: newPassword });
  expect(after.path).toBe(`/sign-in?company=${at.slug}&changed`);
  expect(textOf(after)).toContain("Your password is changed, and you were signed out everywhere.");
  expect((await tab.raw("/account/security")).status).toBe(303);
  const half = await tab.post("/sign-in", { ...at.fields(at.petra), password: newPassword });
  expect(half.path).toBe("/sign-in/verify");
});

test("R04: the answer is the same to the letter for whoever is known, unknown, invited, never set up, deactivated, or had three mails; and never sooner", async () => {
  const at = await world(db);
  const { invited, neverSetUp } = await unfinishedAccounts(at);
  const gone = await at.join({ ...samDetails, email: "gone@acmebuilders.example" });
  await owner`update users set status = 'deactivated' where id = ${gone.userId}`;
  const answer = async (email: string) => {
    const begun = performance.now();
    const page = await at.newBrowser().post("/password/forgot", { company: at.slug, email });
    expect(performance.now() - begun).toBeGreaterThan(240);
    return { status: page.status, html: page.html.replaceAll(email, "EMAIL") };
  };
  const known = await answer(at.petra.email);
  expect(known.status).toBe(200);
  for (const email of ["nobody@x.example", invited, neverSetUp, gone.email])
    expect(await answer(email), email).toEqual(known);
  for (let i = 0; i < 4; i++) expect(await answer(at.petra.email)).toEqual(known);
});

test("R30: looking at the link changes nothing, and another person's session is not mixed with it", async () => {
  const at = await world(db);
  const path = await linkFor(at, at.petra.email);
  const before = await owner`select * from password_resets where company_id = ${at.companyId}`;
  for (let i = 0; i < 3; i++) expect((await at.newBrowser().get(path)).status).toBe(200);
  expect(await owner`select * from password_resets where company_id = ${at.companyId}`).toEqual(before);
  const tab = await at.signedIn(at.olivia);
  const other = await tab.get(path);
  expect(textOf(other)).toContain("You're signed in as Olivia");
  expect((await tab.post(path, { password: newPassword })).status).toBe(422);
  const back = await tab.post("/sign-out", { return: path });
  expect([back.path, back.status]).toEqual([path, 200]);
  expect((await at.newBrowser().post(path, { password: newPassword })).path).toContain("/sign-in?");
});

test("what is wrong stands at its field, and nothing typed is lost but the secret", async () => {
  const at = await world(db);
  const empty = await at.newBrowser().post("/password/forgot", { company: at.slug, email: "" });
  expect([empty.status, textOf(empty).includes("Enter your email.")]).toEqual([422, true]);
  const path = await linkFor(at, at.petra.email);
  const bad = await at.newBrowser().post(path, { password: "short" });
  expect(bad.status).toBe(422);
  expect(bad.html).toContain('aria-describedby="password-hint password-problem"');
  expect(bad.html).not.toContain('value="short"');
});

test("a used link, one from before a reset and an unknown one each say so and lead on", async () => {
  const at = await world(db);
  const used = await linkFor(at, at.petra.email);
  await at.newBrowser().post(used, { password: newPassword });
  const page = await at.newBrowser().get(used);
  expect([page.status, textOf(page).includes("This link has run out")]).toEqual([410, true]);
  expect(page.html).toContain(`href="/password/forgot?company=${at.slug}"`);
  const unknown = await at.newBrowser().get("/password/reset/nonsense");
  expect([unknown.status, unknown.html.includes('href="/password/forgot"')]).toEqual([404, true]);
});

test("R28: a reset that came between the mail and the form refuses the password at the form, too", async () => {
  const at = await world(db);
  const path = await linkFor(at, at.petra.email);
  await at.resetPetra();
  // As if the reset had left the link alone: the rule is asked at the form again.
  await owner`update password_resets set epoch = epoch + 1 where company_id = ${at.companyId}`;
  const page = await at.newBrowser().post(path, { password: newPassword });
  expect(page.status).toBe(422);
  expect(textOf(page)).toContain('Say "my password is forgotten, too"');
  expect((await at.newBrowser().post("/sign-in", at.fields(at.petra))).path).toBe("/sign-in/setup-code");
});

test("with several companies the company is asked for; where payments do not work yet the pages say so", async () => {
  const at = await world(db);
  must(await createCompany(at.deps, { ...birch, teams: [`T${at.companyId.toUpperCase()}`] }));
  const tab = at.newBrowser();
  expect((await tab.get("/password/forgot")).html).toContain('<label for="company">');
  const wrong = await tab.post("/password/forgot", { company: "acme-bilders", email: at.petra.email });
  expect(wrong.html).toContain('value="acme-bilders"');
  expect(wrong.html).toContain(`value="${at.petra.email}"`);
  const path = await linkFor(at, at.petra.email);
  const invitation = `/invitations/${await at.invite(samDetails)}`;
  await owner`update companies set market = 'CA' where id = ${at.companyId}`;
  const query = `?company=${at.slug}`;
  for (const one of [`/sign-in${query}`, `/password/forgot${query}`, path, invitation]) {
    const page = await at.newBrowser().get(one);
    expect([one, page.status, textOf(page).includes("available here yet")]).toEqual([one, 403, true]);
  }
  const posted = await at.newBrowser().post("/sign-in", at.fields(at.petra));
  expect(posted.status).toBe(403);
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
