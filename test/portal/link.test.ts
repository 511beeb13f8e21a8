import { expect, test } from "vitest";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { rememberSlackPerson } from "../../src/flows/remember-slack-person.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { testDatabase } from "../helpers/database.ts";
import { textOf } from "./browser.ts";
import { type World, world } from "./people.ts";

const { db, owner } = await testDatabase();

/** A Slack account that asked for its link. */
async function slackAccount({ deps, companyId, olivia }: World, { email }: { email: string }) {
  const { workspaceId } = olivia.actor;
  const identity = { companyId, workspaceId, slackUserId: "U0PETRA001" };
  const flags = { isDeleted: false, isBot: false, isGuest: false };
  await rememberSlackPerson(deps, {
    ...identity,
    teamId: workspaceId,
    name: "Petra in Slack",
    email,
    ...flags,
  });
  const { token } = await startLink(deps, identity);
  return { identity, token };
}

const linksOf = ({ companyId }: World) =>
  owner`select slack_user_id, user_id, state from links where company_id = ${companyId} and slack_user_id = 'U0PETRA001'`;

const numberOn = (html: string) => /big-number">(\d{6})</.exec(html)?.[1] ?? "";

test("R54: the page asks for full sign-in first, then names the Slack account, its email and id", async () => {
  const at = await world(db);
  const { identity, token } = await slackAccount(at, { email: at.petra.email });
  const tab = at.newBrowser();
  expect((await tab.get(`/link/${token}`)).path).toBe("/sign-in");
  await tab.post("/sign-in", at.fields(at.petra));
  expect((await tab.raw(`/link/${token}`)).location).toBe("/sign-in/verify");
  const page = await tab.post("/sign-in/verify", { code: at.nextCode(at.petra.secret) });
  expect(page.path).toBe(`/link/${token}`);
  for (const named of ["Petra in Slack", at.petra.email, identity.slackUserId, identity.workspaceId]) {
    expect(textOf(page)).toContain(named);
  }
  expect(textOf(page)).not.toContain("The emails differ");
  expect(await linksOf(at)).toEqual([]);
});

test("R54: it warns when the emails differ", async () => {
  const at = await world(db);
  const { token } = await slackAccount(at, { email: "someone@else.example" });
  const tab = await at.signedIn(at.petra);
  expect(textOf(await tab.get(`/link/${token}`))).toContain("The emails differ.");
});

test("R54: the POST shows a number, and only that Slack account's typing it makes the link", async () => {
  const at = await world(db);
  const { identity, token } = await slackAccount(at, { email: at.petra.email });
  const tab = await at.signedIn(at.petra);
  const page = await tab.post(`/link/${token}`);
  const number = numberOn(page.html);
  expect(number).toMatch(/^\d{6}$/);
  expect(textOf(page)).toMatch(/good until \d+:\d\d [AP]M Eastern/);
  expect(await linksOf(at)).toEqual([]);
  const other = await confirmLink(at.deps, { ...identity, slackUserId: "U0THIEF001", number });
  expect(other.ok).toBe(false);
  expect((await confirmLink(at.deps, { ...identity, number })).ok).toBe(true);
  expect(await linksOf(at)).toMatchObject([{ user_id: at.petra.userId, state: "active" }]);
  expect(textOf(await tab.get("/account/security"))).toContain("U0PETRA001");
});

test("R54: a forwarded link binds nobody: the victim's number is worth nothing to the thief's Slack account without it", async () => {
  const at = await world(db);
  const { identity, token } = await slackAccount(at, { email: "thief@evil.example" });
  const victim = await at.signedIn(at.olivia);
  const page = await victim.post(`/link/${token}`);
  const number = numberOn(page.html);
  const guess = number === "000000" ? "000001" : "000000";
  for (let i = 0; i < 4; i++)
    expect((await confirmLink(at.deps, { ...identity, number: guess })).ok).toBe(false);
  expect((await confirmLink(at.deps, { ...identity, number })).ok).toBe(false);
  expect(await linksOf(at)).toEqual([]);
});

test("R54: the link lives 15 minutes, and another company's leads nowhere", async () => {
  const at = await world(db);
  const { token } = await slackAccount(at, { email: at.petra.email });
  at.clock.advance(16 * 60_000);
  const late = await (await at.signedIn(at.petra)).get(`/link/${token}`);
  expect([late.status, textOf(late).includes("has run out")]).toEqual([410, true]);
  const elsewhere = await world(db);
  const theirs = await slackAccount(elsewhere, { email: at.petra.email });
  const page = await (await at.signedIn(at.petra)).get(`/link/${theirs.token}`);
  expect([page.status, textOf(page).includes("We don't know this link")]).toEqual([404, true]);
});
