import { expect, test } from "vitest";
import { access } from "../../src/portal/access.ts";
import { twoCompanies } from "../flows/tenancy/two-companies.ts";
import { codeOf, password } from "../helpers/people.ts";
import { browser, formOf, portal } from "./browser.ts";

const { deps, clock, a, b, rows, marks, companyId } = await twoCompanies();
const app = portal(deps);
const code = { code: codeOf(deps, b.olivia.secret), saved: "yes", password, email: b.petra.email };

/** What a path may name, of company B: a token as it is mailed, and under A's prefix. */
const named: Record<string, readonly string[]> = {
  token: [...Object.values(b.tokens), ...Object.values(b.moved)],
  userId: [b.petra.userId, b.sam.userId],
  requestId: [b.asked, b.executed],
  linkId: [b.row("links")],
  id: [b.resetId],
  act: ["deactivate", "raise"],
};

/** The paths of the table that name something, filled with each of these. */
function pathsOf(names: typeof named): string[] {
  return [...access.keys()]
    .filter((path) => path.includes(":"))
    .flatMap((path) => {
      const [, name = ""] = /:(\w+)/.exec(path) ?? [];
      return (names[name] ?? []).map((id) => path.replace(`:${name}`, id).replace(":act", "deactivate"));
    });
}

async function signedIn() {
  clock.advance(30_000);
  const tab = browser(app);
  await tab.post("/sign-in", { company: a.slug, email: a.olivia.email, password });
  await tab.post("/sign-in/verify", { code: codeOf(deps, a.olivia.secret) });
  expect((await tab.raw("/account/security")).status).toBe(200);
  return tab;
}

/** B's own mailed links work for whoever holds them: only what is not B's own is tried. */
const foreign = pathsOf({ ...named, token: Object.values(b.moved) });

test("R62 A08: whoever is signed in at A is shown nothing of B by B's ids, nor by B's links under A's prefix", async () => {
  const tab = await signedIn();
  const before = await rows.state();
  for (const path of foreign) {
    const page = await tab.raw(path);
    expect([path, page.status]).not.toEqual([path, 500]);
    expect([path, [...marks].filter((mark) => page.html.includes(mark))]).toEqual([path, []]);
  }
  expect(foreign.length).toBeGreaterThan(40);
  expect(await rows.state()).toEqual(before);
});

test("R62 A08: nor is anything of B changed by any form that is sent there, with B's own challenges and codes", async () => {
  const tab = await signedIn();
  const before = await rows.state();
  for (const path of foreign) {
    const act = ["deactivate", "approve", "reset"].find((one) => path.includes(one)) ?? "own_email";
    const page = await tab.raw(path, formOf({ ...code, challenge: b.form(act).challengeId }));
    expect([path, page.status < 500]).toEqual([path, true]);
    expect([path, [...marks].filter((mark) => page.html.includes(mark))]).toEqual([path, []]);
    expect([path, await rows.state()]).toEqual([path, before]);
  }
});

test("R62 A08: a session of B under A's prefix is none", async () => {
  for (const token of [
    b.moved.session,
    `${companyId}.`,
    `${b.companyId}.${a.tokens.session.split(".")[1]}`,
  ]) {
    const tab = browser(app);
    tab.cookies.set("__Host-latchkey", token);
    expect((await tab.raw("/account/security")).location).toContain("/sign-in");
  }
  const tab = browser(app);
  tab.cookies.set("__Host-latchkey", b.tokens.session);
  expect((await tab.raw("/account/security")).status).toBe(200);
});
