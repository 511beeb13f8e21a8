import { expect, test } from "vitest";
import { testDatabase } from "../helpers/database.ts";
import { samDetails } from "../helpers/people.ts";
import { textOf } from "./browser.ts";
import { recoveryCodeOn, secretOn, world } from "./people.ts";

const { db, owner } = await testDatabase();

const goodPassword = "seven wooden ladders";

test("an invited person chooses a password, sets up the app, saves the code and is in", async () => {
  const at = await world(db);
  const token = await at.invite(samDetails);
  const tab = at.newBrowser();
  const welcome = await tab.get(`/invitations/${token}`);
  expect(textOf(welcome)).toContain("Welcome, Sam");
  expect(textOf(welcome)).toContain("Acme Builders payments");
  expect(welcome.html).toContain(samDetails.email);
  const setUp = await tab.post(`/invitations/${token}`, { password: goodPassword });
  expect(setUp.path).toBe("/enrol/app");
  expect(setUp.html).toContain("<svg");
  const saving = await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) });
  expect(saving.path).toBe("/recovery-code");
  expect(recoveryCodeOn(saving).replaceAll("-", "")).toHaveLength(26);
  expect((await tab.post("/recovery-code", { saved: "yes" })).path).toBe("/account/security");
});

test("R30: GET and HEAD of any mailed link change nothing, however often a scanner follows it", async () => {
  const at = await world(db);
  const token = await at.invite(samDetails);
  const { stopToken } = await at.resetPetra();
  const state = async () => ({
    users: await owner`select * from users where company_id = ${at.companyId} order by id`,
    invitations: await owner`select * from invitations where company_id = ${at.companyId} order by id`,
    resets: await owner`select * from resets where company_id = ${at.companyId} order by id`,
    stops: await owner`select * from stop_links where company_id = ${at.companyId} order by token_hash`,
    sessions: await owner`select id, ended_at from sessions where company_id = ${at.companyId} order by id`,
    audit: await owner`select seq from audit_events where company_id = ${at.companyId} order by seq`,
  });
  const before = await state();
  for (const path of [`/invitations/${token}`, `/not-me/${stopToken}`]) {
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await at.newBrowser().raw(path, { method });
      expect([method, page.status]).toEqual([method, 200]);
    }
  }
  expect(await state()).toEqual(before);
});

test("R30: links are built from PUBLIC_URL whatever the Host header says, and no address leaks by referrer", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const token = await at.invite(samDetails);
  const forged = { Host: "evil.example", "X-Forwarded-Host": "evil.example" };
  const setUp = await tab.post(`/invitations/${token}`, { password: goodPassword });
  await tab.post("/enrol/app", { code: at.nextCode(secretOn(setUp)) });
  for (const path of ["/recovery-code", "/recovery-code/download", "/"]) {
    const page = await tab.raw(path, { headers: forged });
    expect(page.html + page.location).not.toContain("evil.example");
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
  }
  const { html } = await tab.raw("/recovery-code/download", { headers: forged });
  expect(html).toContain("https://pay.acme.example/sign-in");
});

test.each([
  ["too short", "short one", "at least 12 characters"],
  ["a common one", "password1234", "lists that attackers try first"],
  ["one with the name in it", "okafor likes ladders", "Leave out your name"],
])("a password that is %s is refused at its field, and the link still works", async (_, bad, text) => {
  const at = await world(db);
  const token = await at.invite(samDetails);
  const tab = at.newBrowser();
  const page = await tab.post(`/invitations/${token}`, { password: bad });
  expect(page.status).toBe(422);
  expect(textOf(page).toLowerCase()).toContain(text.toLowerCase());
  expect(page.html).toContain('aria-describedby="password-hint password-problem"');
  expect(page.html).toContain('href="#password"');
  expect(page.html).not.toContain(bad);
  expect((await tab.post(`/invitations/${token}`, { password: goodPassword })).path).toBe("/enrol/app");
});

test("a used, an expired and an unknown invitation each say so and lead on", async () => {
  const at = await world(db);
  const token = await at.invite(samDetails);
  await at.newBrowser().post(`/invitations/${token}`, { password: goodPassword });
  const used = await at.newBrowser().get(`/invitations/${token}`);
  expect([used.status, textOf(used).includes("already used")]).toEqual([410, true]);
  const late = await at.invite({ ...samDetails, email: "late@acmebuilders.example" });
  at.clock.advance(15 * 24 * 60 * 60_000);
  const expired = await at.newBrowser().get(`/invitations/${late}`);
  expect([expired.status, textOf(expired).includes("has run out")]).toEqual([410, true]);
  expect((await at.newBrowser().post(`/invitations/${late}`, { password: goodPassword })).status).toBe(410);
  for (const token of ["nonsense", `${at.companyId}.${"x".repeat(43)}`]) {
    const unknown = await at.newBrowser().get(`/invitations/${token}`);
    expect([unknown.status, unknown.html.includes('href="/sign-in"')]).toEqual([404, true]);
  }
});

test("another person's session is not mixed with an invitation: sign out and continue", async () => {
  const at = await world(db);
  const token = await at.invite(samDetails);
  const tab = await at.signedIn(at.olivia);
  const page = await tab.get(`/invitations/${token}`);
  expect(textOf(page)).toContain("You're signed in as Olivia");
  expect((await tab.post(`/invitations/${token}`, { password: goodPassword })).status).toBe(422);
  const after = await tab.post("/sign-out", { return: `/invitations/${token}` });
  expect(after.path).toBe(`/invitations/${token}`);
  expect(textOf(after)).toContain("Welcome, Sam");
});

test("signing out leads nowhere but to our own pages", async () => {
  const at = await world(db);
  for (const place of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/link/..//evil",
    "javascript:1",
  ]) {
    const tab = await at.withPassword(at.olivia);
    expect((await tab.post("/sign-out", { return: place })).path).toBe("/sign-in");
  }
});
