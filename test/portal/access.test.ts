import { expect, test } from "vitest";
import { access } from "../../src/portal/access.ts";
import { testDatabase } from "../helpers/database.ts";
import { samDetails } from "../helpers/people.ts";
import { type browser, formOf } from "./browser.ts";
import { halvesWorld } from "./halves.ts";
import { type World, world } from "./people.ts";

const { db, owner } = await testDatabase();

/** Every route that the app has, as a request: method and path with its token filled. */
const routesOf = ({ app }: World) => {
  const pages = app.routes.filter((route) => !route.path.includes("*"));
  return [
    ...new Map(
      pages.map(({ method, path }) => [`${method} ${path}`, { method, path: pathOf(path) }]),
    ).values(),
  ];
};

const pathOf = (path: string) =>
  path
    .replace(":token", `0000000000.${"x".repeat(43)}`)
    .replace(/:(userId|requestId)/, "0000000000000000")
    .replace(":act", "raise")
    .replace(":id", "0123456789abcdef")
    .replace(/:button\{[^}]+\}/, "again");

/** Whatever a session below full authentication must never be shown. */
const privateThings = ["Account security", "Slack ID", "Last sign-in", "U0OLIVIA01"];

async function crawl(at: World, tab: ReturnType<typeof browser>, allowed: string[], mustGo: string) {
  const routes = routesOf(at);
  expect(routes.length).toBeGreaterThan(25);
  for (const { method, path } of routes) {
    // It would end the session, and with it the crawl.
    if (path === "/sign-out") continue;
    const page = await tab.raw(path, method === "POST" ? formOf({}) : { method });
    const name = `${method} ${path}`;
    for (const thing of privateThings) expect(page.html, name).not.toContain(thing);
    if (open.some((one) => one.test(path)) || entrances.includes(path) || allowed.includes(path)) continue;
    expect([name, page.status, page.location]).toEqual([name, 303, mustGo]);
  }
}

/** Served to everyone: each proves its right by its own token, or shows nothing of anybody. */
const open = [
  /^\/assets\//,
  /^\/invitations\//,
  /^\/password\//,
  /^\/not-me\//,
  /^\/email\/[^/]+\/stop$/,
  /^\/slack\/oauth_redirect$/,
];
/** Where a way in begins. */
const entrances = ["/sign-in", "/sign-in/setup-code"];

const stateOf = (companyId: string) =>
  owner`select id, status, mfa_epoch, last_sign_in_at, first_enrolled_at from users where company_id = ${companyId} order by id`;

test("R01: a session with only the password reaches no page but the code's", async () => {
  const at = await world(db);
  const before = await stateOf(at.companyId);
  const tab = await at.withPassword(at.olivia);
  await crawl(
    at,
    tab,
    ["/sign-in/verify", "/sign-in/verify/text", "/sign-in/recovery", "/sign-in/help"],
    "/sign-in/verify",
  );
  expect(await stateOf(at.companyId)).toEqual(before);
});

test("R01: a session that must set up reaches no page but the set-up's", async () => {
  const at = await world(db);
  const tab = at.newBrowser();
  const token = await at.invite(samDetails);
  const page = await tab.post(`/invitations/${token}`, { password: "seven wooden ladders" });
  expect(page.path).toBe("/enrol/app");
  await crawl(at, tab, ["/enrol", "/enrol/text", "/enrol/app", "/enrol/sms", "/enrol/sms/again"], "/enrol");
});

test("R01: after a reset the password alone opens nothing but the setup code's page", async () => {
  const at = await world(db);
  await at.resetPetra();
  const tab = await at.withPassword(at.petra);
  await crawl(
    at,
    tab,
    ["/sign-in/setup-code", ...["again", "ask"].map((one) => `/sign-in/setup-code/${one}`)],
    "/sign-in/setup-code",
  );
});

test("R01: both halves of a setup code open the new password's page, and the set-up's only after it", async () => {
  const at = await halvesWorld(db);
  const tab = at.newBrowser();
  await tab.post("/sign-in/setup-code", await at.typed());
  const routes = ["/sign-in/new-password"];
  await crawl(at, tab, routes, "/sign-in/new-password");
});

test("R01: without a session every page leads to sign-in", async () => {
  const at = await world(db);
  await crawl(at, at.newBrowser(), [], "/sign-in");
});

test("R01: every route stands in the table of who may reach it, and nothing else does", async () => {
  const at = await world(db);
  const served = new Set(routesOf(at).map(({ path }) => path));
  for (const path of access.keys()) expect(served).toContain(pathOf(path));
  const listed = new Set([...access.keys()].map(pathOf));
  expect([...served].filter((path) => !listed.has(path))).toEqual([]);
});

test("an unknown path is answered with a page that leads on", async () => {
  const at = await world(db);
  for (const path of ["/wp-login.php", "/account", "/sign-in/", "/teams"]) {
    const page = await at.newBrowser().raw(path);
    expect([path, page.status]).toEqual([path, 404]);
    expect(page.html).toContain('href="/"');
  }
});

test("R03: a session is raised by authentication alone: the same cookie stays where it was", async () => {
  const at = await world(db);
  const tab = await at.withPassword(at.olivia);
  for (const code of ["000000", "", "AAAAA-AAAAA", "' or 1=1"]) await tab.post("/sign-in/verify", { code });
  await tab.post("/recovery-code", { saved: "yes" });
  const [session] =
    await owner`select level from sessions where company_id = ${at.companyId} order by created_at desc limit 1`;
  expect(session?.["level"]).toBe("password");
  expect((await tab.raw("/account/security")).location).toBe("/sign-in/verify");
});
