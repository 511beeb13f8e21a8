import { expect, test } from "vitest";
import { resendInvitation } from "../../src/flows/resend-invitation.ts";
import { testDatabase } from "../helpers/database.ts";
import { manager } from "../helpers/manage.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { must, samDetails } from "../helpers/people.ts";
import { textOf } from "./browser.ts";
import { type World, world } from "./people.ts";

const { db, owner } = await testDatabase();
const minute = 60_000;
const day = 24 * 60 * minute;

const askedOf = async ({ deps, companyId }: World) =>
  (await messageKinds(deps, companyId)).filter((kind) => kind === "invitation_asked_dm").length;

test("R29: an invitation that ran out asks the inviter for a new one, once an hour, and stays closed", async () => {
  const at = await world(db);
  const path = `/invitations/${await at.invite(samDetails)}`;
  at.clock.advance(15 * day);
  const tab = at.newBrowser();
  const page = await tab.get(path);
  expect([page.status, textOf(page).includes("we tell Olivia Reyes")]).toEqual([410, true]);
  expect(await askedOf(at)).toBe(0);
  const asked = await tab.post(`${path}/ask`);
  expect([asked.path, textOf(asked).includes("We told Olivia Reyes on")]).toEqual([path, true]);
  await tab.post(`${path}/ask`);
  expect(await askedOf(at)).toBe(1);
  at.clock.advance(61 * minute);
  await Promise.all(Array.from({ length: 5 }, () => at.newBrowser().post(`${path}/ask`)));
  expect(await askedOf(at)).toBe(2);
  expect((await tab.post(path, { password: "seven wooden ladders" })).status).toBe(410);
});

test("R30: opening a link, used or run out, changes nothing", async () => {
  const at = await world(db);
  const path = `/invitations/${await at.invite(samDetails)}`;
  at.clock.advance(15 * day);
  const rows = () => owner`select * from invitations where company_id = ${at.companyId} order by id`;
  const before = await rows();
  for (const one of [path, `${path}/ask`]) await at.newBrowser().get(one);
  expect(await rows()).toEqual(before);
});

test("R29: sending it again voids the old link, which points to the newest; a withdrawn one says whom to ask", async () => {
  const at = await world(db);
  const old = `/invitations/${await at.invite(samDetails)}`;
  const sent = must(await resendInvitation(at.deps, { email: samDetails.email, slug: at.slug }));
  const replaced = await at.newBrowser().get(old);
  expect([replaced.status, textOf(replaced).includes("only the newest works")]).toEqual([404, true]);
  const newest = `/invitations/${sent.token}`;
  expect((await at.newBrowser().get(newest)).status).toBe(200);
  const [sam] =
    await owner`select id from users where email = ${samDetails.email} and company_id = ${at.companyId}`;
  must(await manager(at.deps, at.clock).act(at.olivia, "withdraw", String(sam?.["id"])));
  const withdrawn = await at.newBrowser().get(newest);
  expect(withdrawn.status).toBe(404);
  expect(textOf(withdrawn)).toContain("If that doesn't help, ask Olivia Reyes.");
  expect(textOf(withdrawn)).not.toContain("Sam");
});

test("an invitation that was used leads to the sign-in of its company", async () => {
  const at = await world(db);
  const path = `/invitations/${await at.invite(samDetails)}`;
  await at.newBrowser().post(path, { password: "seven wooden ladders" });
  const page = await at.newBrowser().get(path);
  expect(page.html).toContain(`href="/sign-in?company=${at.slug}"`);
  // Another person's session in this browser is met there.
  const tab = await at.signedIn(at.olivia);
  const signIn = await tab.get(`/sign-in?company=${at.slug}`);
  expect(textOf(signIn)).toContain("You're signed in as Olivia");
  expect((await tab.post("/sign-out", { company: at.slug })).path).toBe(`/sign-in?company=${at.slug}`);
});

test("an unknown link asks nobody, and never says whether a company is there", async () => {
  const at = await world(db);
  for (const token of ["nonsense", `${at.companyId}.${"x".repeat(43)}`]) {
    const page = await at.newBrowser().post(`/invitations/${token}/ask`);
    expect(page.status).toBe(404);
    expect(textOf(page)).not.toContain("Acme Builders");
  }
  expect(await askedOf(at)).toBe(0);
});
