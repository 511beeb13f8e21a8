import { beforeEach, expect, test } from "vitest";
import { createCompany } from "../../src/flows/create-company.ts";
import { minute } from "../helpers/clock.ts";
import { choosing, startInTwo } from "../helpers/many-workspaces.ts";
import { must } from "../helpers/people.ts";
import { companyWithManager, emails, inviteAndJoin, sam } from "./company-by-hand.ts";
import { addToSlack, catching, signInToInstall } from "./install-by-hand.ts";
import { expectPath, type Traveller } from "./reset-by-hand.ts";

const latchkey = await startInTwo();
const { app, clock, owner, west } = latchkey;
const { olivia, marcus } = await companyWithManager(latchkey);
const [{ id: companyId = "" } = {}] = await owner<{ id: string }[]>`select id from companies`;
const atWest = choosing(west.emulator);
const asOlivia = (turn = atWest) => signInToInstall(latchkey, { ...olivia, email: emails.olivia }, turn);
const asMarcus = (turn = atWest) => signInToInstall(latchkey, { ...marcus, email: emails.marcus }, turn);

/** Olivia as far as Slack's answer, which she has not brought back. */
async function halfWay() {
  const slack = catching(atWest);
  const page = await asOlivia(slack.turn);
  await addToSlack(latchkey, olivia, page);
  return { page, back: slack.last().href, last: slack.last };
}

const exchanges = () => west.emulator.log.filter((entry) => entry.kind === "oauth.v2.access").length;
const isThere = async () => (await owner`select 1 from workspaces where id = 'T0WEST0001'`).length === 1;

beforeEach(async () => {
  await owner`delete from workspaces where id = 'T0WEST0001'`;
  await owner`delete from routes where key = 'T0WEST0001'`;
});

test("a state that was made up, or for another session, installs nothing, and Slack is not asked", async () => {
  const before = exchanges();
  const { page, back } = await halfWay();
  const forged = new URL(back);
  forged.searchParams.set("state", `${companyId}.${"x".repeat(43)}.${"y".repeat(43)}`);
  const none = new URL(back);
  none.searchParams.delete("state");
  const other = await asMarcus();
  for (const [tab, url] of [
    [page, forged.href],
    [page, none.href],
    [other, back],
  ] as const) {
    await tab.goto(url);
    expect([tab.status(), tab.text()]).toEqual([410, expect.stringContaining("only in the browser where")]);
  }
  expect([exchanges() - before, await isThere()]).toEqual([0, false]);
  await page.goto(back);
  expect([page.status(), await isThere()]).toEqual([200, true]);
});

test("a state serves once, for 10 minutes, and only the newest one does", async () => {
  const { page, back, last } = await halfWay();
  await page.goto(back);
  expect(page.status()).toBe(200);
  const before = exchanges();
  await page.goto(back);
  expect([page.status(), exchanges() - before]).toEqual([410, 0]);

  await addToSlack(latchkey, olivia, page);
  const first = last().href;
  await addToSlack(latchkey, olivia, page);
  await page.goto(first);
  expect(page.status()).toBe(410);
  clock.advance(10 * minute + 1);
  await page.goto(last().href);
  expect([page.status(), exchanges() - before]).toEqual([410, 0]);
});

test("whoever is not signed in, or lost the role meanwhile, installs nothing and is told what to do", async () => {
  const { page, back } = await halfWay();
  const stranger = await fetch(back);
  expect([stranger.status, await stranger.text()]).toEqual([
    401,
    expect.stringContaining("Sign in and start again"),
  ]);
  await owner`update users set role = 'member' where email = ${emails.olivia}`;
  await page.goto(back);
  await owner`update users set role = 'system_administrator' where email = ${emails.olivia}`;
  expect([page.status(), await isThere()]).toEqual([403, false]);
  expect(page.text()).toContain("no longer a System Administrator");
});

test("R62: a workspace of another company stays there, with its token, and the refusal says what to do", async () => {
  const other = must(await createCompany(app.deps, { ...elsewhere, teams: ["T0WEST0001"] }));
  const page = await asOlivia();
  await addToSlack(latchkey, olivia, page);
  expectPath(page, "/slack/oauth_redirect");
  expect(page.status()).toBe(409);
  expect(page.text()).toContain("Acme West is already connected here for another company");
  expect(page.text()).toContain("ask whoever runs Latchkey");
  expect(page.text()).not.toContain(elsewhere.name);
  const rows = await owner`select company_id, token_box from workspaces where id = 'T0WEST0001'`;
  expect(rows).toEqual([{ company_id: other.companyId, token_box: null }]);
  expect(west.emulator.world.connection.revoked).toBeUndefined();
  const [event] =
    await owner`select facts from audit_events where company_id = ${companyId} order by seq desc limit 1`;
  expect(event?.["facts"]).toMatchObject({ act: "slack_install", why: "workspace_taken" });
});

test("Cancel at Slack, and a Slack that fails, are each a page with the way on", async () => {
  const cancelling = (url: URL) => {
    if (url.pathname !== "/oauth/v2/authorize") return url;
    const back = new URL(url.searchParams.get("redirect_uri") ?? "");
    back.search = `${new URLSearchParams({ error: "access_denied", state: url.searchParams.get("state") ?? "" })}`;
    return back;
  };
  const denied = await asOlivia(cancelling);
  await addToSlack(latchkey, olivia, denied);
  expect(denied.text()).toContain("Cancel was chosen");
  const { page, last } = await halfWay();
  const faults = [{ kind: "500" }, { kind: "429", retryAfter: 30 }, { kind: "drop" }] as const;
  for (const fault of faults) {
    west.emulator.faults.next("oauth.v2.access", fault);
    await page.goto(last().href);
    expect([page.status(), page.text()]).toEqual([502, expect.stringContaining("Slack didn't confirm")]);
    await addToSlack(latchkey, olivia, page);
  }
  expect(await isThere()).toBe(false);
});

test("R37: it takes a System Administrator and a fresh code of this very form", async () => {
  const slack = catching(atWest);
  const page = await asOlivia(slack.turn);
  await addToSlack(latchkey, olivia, page, "000000");
  expect([page.status(), page.path()]).toEqual([422, "/slack/install"]);
  expect(page.text()).toContain("That code isn't right");
  const member: Traveller = await inviteAndJoin(latchkey, olivia, sam);
  const tab = await signInToInstall(latchkey, { ...member, email: emails.sam }, slack.turn);
  expect([tab.status(), tab.text()]).toEqual([403, expect.stringContaining("Only System Administrators")]);
  await addToSlack(latchkey, member, tab);
  expect([tab.status(), slack.last().host]).toEqual([403, "nothing-was-caught.example"]);
});

const elsewhere = {
  name: "Brooks Concrete",
  market: "US",
  kind: "general_contractor",
  adminEmail: "bo@brooks.example",
  adminFirstName: "Bo",
  adminLastName: "Brooks",
  timeZone: "America/New_York",
  helpEmail: null,
  helpPhone: null,
} as const;
