import { beforeEach, describe, expect, test } from "vitest";
import { auditKinds } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { formOf, textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const statusOf = async (userId: string) =>
  (await owner`select status, role, email from users where id = ${userId}`)[0];

describe("a person's page", () => {
  test("offers each viewer what that one may do, and nothing of oneself", async () => {
    const offered = async (by: keyof typeof at.tabs, userId: string) => {
      const { html } = await at.tabs[by].get(`/team/${userId}`);
      return [...html.matchAll(/href="\/team\/[0-9a-z]+\/(\w+)"/g)].map(([, act]) => act).sort();
    };
    expect(await offered("sam", at.nora.userId)).toEqual([]);
    expect(await offered("marcus", at.nora.userId)).toEqual(["deactivate", "raise"]);
    expect(await offered("olivia", at.nora.userId)).toEqual(["deactivate", "email", "raise"]);
    expect(await offered("olivia", at.marcus.userId)).toEqual(["deactivate", "email", "lower"]);
    expect(await offered("marcus", at.marcus.userId)).toEqual([]);
  });

  test("lower, deactivate and reactivate happen with the own code, and are said", async () => {
    await setRoles(at.deps, at.nora, { isSystemAdministrator: true });
    const tab = at.tabs.marcus;
    const to = `/team/${at.nora.userId}`;
    const lowered = await at.fillIn(tab, at.marcus, { path: `${to}/lower` });
    expect([lowered.path, textOf(lowered)]).toEqual([
      to,
      expect.stringContaining("Nora Kim is a member now."),
    ]);
    const gone = await at.fillIn(tab, at.marcus, { path: `${to}/deactivate` });
    expect(textOf(gone)).toContain("Nora Kim's account is deactivated.");
    expect(await statusOf(at.nora.userId)).toMatchObject({ status: "deactivated", role: "member" });
    const back = await at.fillIn(tab, at.marcus, { path: `${to}/reactivate` });
    expect(textOf(back)).toContain("Nora Kim is invited again.");
    const resent = await at.fillIn(tab, at.marcus, { path: `${to}/resend` });
    expect(textOf(resent)).toContain("Nora Kim is invited again.");
    const withdrawn = await at.fillIn(tab, at.marcus, { path: `${to}/withdraw` });
    expect(textOf(withdrawn)).toContain("Nora Kim's invitation is withdrawn.");
  });

  test("raise and a corrected email wait for others; what is wrong with the address stands at its field", async () => {
    const tab = at.tabs.olivia;
    const raised = await at.fillIn(tab, at.olivia, { path: `/team/${at.nora.userId}/raise` });
    expect(textOf(raised)).toContain("Olivia Reyes asks to make Nora Kim a System Administrator");
    const path = `/team/${at.sam.userId}/email`;
    const known = await at.fillIn(tab, at.olivia, { path, email: at.nora.email });
    expect([known.status, typedOn(known)["email"]]).toEqual([422, at.nora.email]);
    expect(problemOn(known, "email")).toContain("Nora Kim already has an account");
    const corrected = await at.fillIn(tab, at.olivia, { path, email: "sam.o@acmebuilders.example" });
    // Olivia is the only Payments Admin: nobody else could decide it.
    expect(textOf(corrected)).toContain("Sam Okafor's email changes in 24 hours.");
    expect(await statusOf(at.sam.userId)).toMatchObject({ email: at.sam.email });
  });

  test("a request that is there already is a door", async () => {
    const tab = at.tabs.marcus;
    await at.fillIn(tab, at.marcus, { path: `/team/${at.nora.userId}/raise` });
    const { olivia } = at.tabs;
    const page = await olivia.get(`/team/${at.nora.userId}/raise`);
    expect(page.status).toBe(422);
    expect(page.html).toMatch(/href="\/payments\/approvals\/[0-9a-z]{16}">\s*Review and approve/);
  });

  test("R12: the tries of a form are counted over its redrawings, and the sixth begins a new one", async () => {
    const tab = at.tabs.marcus;
    const path = `/team/${at.nora.userId}/deactivate`;
    let page = await tab.get(path);
    const challenge = challengeOn(page);
    const left: string[] = [];
    for (let wrong = 0; wrong < 5; wrong++) {
      page = await tab.post(path, { challenge: challengeOn(page), code: "000000" });
      expect(challengeOn(page)).toBe(challenge);
      left.push(problemOn(page, "code"));
    }
    expect(left.slice(0, 2)).toEqual([
      "That code isn't right. 4 tries left.",
      "That code isn't right. 3 tries left.",
    ]);
    const renewed = await tab.post(path, { challenge, code: at.nextCode(at.marcus.secret) });
    expect([renewed.status, textOf(renewed)]).toEqual([
      422,
      expect.stringContaining("Too many wrong codes, so this form was renewed."),
    ]);
    expect(challengeOn(renewed)).not.toBe(challenge);
    expect(await statusOf(at.nora.userId)).toMatchObject({ status: "active" });
  });

  test("R37 A08: a code given for one person does nothing to another, whatever the address says", async () => {
    const tab = at.tabs.marcus;
    const challenge = challengeOn(await tab.get(`/team/${at.nora.userId}/deactivate`));
    const code = at.nextCode(at.marcus.secret);
    await tab.post(`/team/${at.sam.userId}/deactivate`, { challenge, code });
    expect(await statusOf(at.sam.userId)).toMatchObject({ status: "active" });
    const borrowed = await at.tabs.olivia.post(`/team/${at.nora.userId}/deactivate`, {
      challenge: challengeOn(await tab.get(`/team/${at.nora.userId}/deactivate`)),
      code: at.nextCode(at.olivia.secret),
    });
    expect(borrowed.status).toBe(422);
  });

  test("A12: a form sent twice at once and again later has one effect", async () => {
    const tab = at.tabs.marcus;
    const path = `/team/${at.nora.userId}/deactivate`;
    const before = await deactivations();
    const challenge = challengeOn(await tab.get(path));
    const fields = { challenge, code: at.nextCode(at.marcus.secret) };
    const answers = await Promise.all([1, 2, 3].map(() => tab.raw(path, formOf(fields))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    const late = await tab.post(path, { challenge, code: at.nextCode(at.marcus.secret) });
    expect(late.status).toBe(422);
    expect((await deactivations()) - before).toBe(1);
  });

  test("R39: a right that went between opening and sending refuses, and the code is spent", async () => {
    const tab = at.tabs.marcus;
    const path = `/team/${at.nora.userId}/deactivate`;
    const challenge = challengeOn(await tab.get(path));
    await setRoles(at.deps, at.marcus, { isSystemAdministrator: false });
    const page = await tab.post(path, { challenge, code: at.nextCode(at.marcus.secret) });
    expect([page.status, textOf(page)]).toEqual([
      403,
      expect.stringContaining("Only System Administrators can do this."),
    ]);
    expect(await statusOf(at.nora.userId)).toMatchObject({ status: "active" });
    const [row] = await owner`select consumed_at from challenges where id = ${challenge}`;
    expect(row?.["consumed_at"]).not.toBeNull();
  });
});

test("an expired session comes back to the page it was on, after sign-in", async () => {
  const tab = at.tabs.marcus;
  const path = `/team/${at.nora.userId}`;
  at.clock.advance(hour);
  expect((await tab.get(path)).path).toBe("/sign-in?ended");
  await tab.post("/sign-in", at.fields(at.marcus));
  const page = await tab.post("/sign-in/verify", { code: at.nextCode(at.marcus.secret) });
  expect(page.path).toBe(path);
});

const deactivations = async () =>
  (await auditKinds(owner, at.companyId)).filter((kind) => kind === "user_deactivated").length;
