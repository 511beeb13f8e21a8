import { beforeEach, describe, expect, test } from "vitest";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { formOf, textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";
import { world } from "./people.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const ned = {
  ...{ relationship: "employee", first_name: "Ned", last_name: "Moss", email: "ned@acmebuilders.example" },
  role: "member",
};
const countUsers = async (companyId: string) =>
  (await owner`select 1 from users where company_id = ${companyId}`).length;

describe("the list", () => {
  test("any employee sees people with status, and finds them by the beginning of a name or email", async () => {
    const tab = at.tabs.sam;
    const all = textOf(await tab.get("/team"));
    for (const text of ["Olivia Reyes", "Petra Alvarez", "Alvarez Drywall", "Active", "System Administrator"])
      expect(all).toContain(text);
    expect(all).not.toContain("Add User");
    const found = textOf(await tab.get("/team?q=alv"));
    expect(found).toContain("Petra Alvarez");
    expect(found).not.toContain("Nora Kim");
    expect(textOf(await tab.get("/team?q=PETRA%40alv"))).toContain("Petra Alvarez");
    expect(textOf(await tab.get("/team?q=zzz"))).toContain('Nobody\'s name or email begins with "zzz"');
  });

  test("a long list is leafed through, and nobody is left out", async () => {
    const { companyId } = at;
    await owner`insert into users (company_id, id, email, first_name, last_name, search_name, relationship, role, status, created_at)
      select ${companyId}, 'many' || lpad(n::text, 12, '0'), 'x' || n || '@many.example', 'Xaver', 'Many' || lpad(n::text, 3, '0'),
        'xaver many' || lpad(n::text, 3, '0'), 'payee', 'member', 'active', '2026-01-01' from generate_series(1, 60) n`;
    const tab = at.tabs.marcus;
    const seen = new Set<string>();
    let path: string | undefined = "/team?q=xaver";
    for (let page = 0; path && page < 5; page++) {
      const { html }: { html: string } = await tab.get(path);
      for (const [name] of html.matchAll(/Xaver Many\d+/g)) seen.add(name);
      path = /href="([^"]*)">Next page/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen.size).toBe(60);
    expect((await tab.get("/team?page=-3")).status).toBe(200);
    expect((await tab.get("/team?page=1e99")).status).toBe(200);
  });

  test("R32: a payee is told the same of everybody and nobody, and it is audited", async () => {
    const tab = at.tabs.petra;
    const answers = await Promise.all(
      [
        "/team",
        `/team/${at.sam.userId}`,
        "/team/0000000000000000",
        "/team/%00",
        `/team/${at.petra.userId}`,
      ].map((path) => tab.get(path)),
    );
    expect(new Set(answers.map((page) => `${page.status} ${textOf(page)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(403);
    expect(textOf(answers[0] ?? { html: "" })).toContain("This is for the company's own team.");
    expect(await auditKinds(owner, at.companyId)).toContain("act_refused");
  });

  test("A08: nobody of another company is found by id", async () => {
    const other = await world(database.db);
    const tab = at.tabs.olivia;
    const stranger = await tab.get(`/team/${other.petra.userId}`);
    expect(stranger.status).toBe(404);
    expect(textOf(stranger)).toBe(textOf(await tab.get("/team/0000000000000000")));
    for (const act of ["deactivate", "email", "raise"])
      expect((await tab.get(`/team/${other.petra.userId}/${act}`)).status).toBe(404);
    expect((await tab.get(`/team/${at.sam.userId}/promote`)).status).toBe(404);
  });
});

describe("Add User", () => {
  test("a System Administrator invites, and sees until when the link is good", async () => {
    const tab = at.tabs.marcus;
    const page = await at.fillIn(tab, at.marcus, { path: "/team/new", ...ned });
    expect(page.path).toMatch(/^\/team\/[0-9a-z]{16}$/);
    expect(textOf(page)).toContain(
      "Ned Moss is invited. Invitation emailed to ned@acmebuilders.example, good until",
    );
    expect(textOf(page)).toContain("by Marcus Bell, link good until");
    // What was done is said once.
    expect(textOf(await tab.get(page.path ?? ""))).not.toContain("Ned Moss is invited.");
    expect(await messageKinds(at.deps, at.companyId)).toContain("invitation_mail");
  });

  test("a payee is invited with organisation and contact phone; a role in the form makes no payee an administrator", async () => {
    const tab = at.tabs.marcus;
    const path = "/team/new";
    const payee = {
      ...ned,
      relationship: "payee",
      email: "ned@mossroofs.example",
      role: "system_administrator",
    };
    const without = await at.fillIn(tab, at.marcus, { path, ...payee });
    expect([without.status, problemOn(without, "organisation")]).toEqual([
      422,
      "Type the payee's organization.",
    ]);
    const page = await at.fillIn(tab, at.marcus, {
      ...{ path, ...payee, organisation: "Moss Roofs" },
      phone: "+1 555 010 7788",
    });
    expect(textOf(page)).toContain("Moss Roofs");
    const [row] =
      await owner`select role, contact_phone_box from users where email = 'ned@mossroofs.example'`;
    expect([row?.["role"], Boolean(row?.["contact_phone_box"])]).toEqual(["member", true]);
  });

  test("R33: as System Administrator it waits for somebody else, and the request is shown", async () => {
    const tab = at.tabs.marcus;
    const page = await at.fillIn(tab, at.marcus, { path: "/team/new", ...ned, role: "system_administrator" });
    expect(page.path).toMatch(/^\/payments\/approvals\/[0-9a-z]{16}$/);
    expect(textOf(page)).toContain("Marcus Bell asks to invite Ned Moss as System Administrator");
    expect(textOf(page)).toContain("Waiting for approval");
    expect(
      await owner`select 1 from users where first_name = 'Ned' and company_id = ${at.companyId}`,
    ).toEqual([]);
  });

  test.each([
    ["nothing", {}, "first_name", "Type the first name."],
    ["no kind", { ...ned, relationship: "" }, "relationship", "Choose who you invite."],
    [
      "no email",
      { ...ned, email: "ned@" },
      "email",
      "That's not an email address. It looks like name@company.com.",
    ],
    ["a wrong code", { ...ned, code: "000000" }, "code", "That code isn't right. 4 tries left."],
    ["no code", { ...ned, code: "" }, "code", "Type your 6-digit code."],
    [
      "a setup code",
      { ...ned, code: "K7QM4-T2X9F" },
      "code",
      "That looks like a setup code. Here we need the 6 digits from your own authenticator app.",
    ],
    [
      "somebody's address",
      { ...ned, email: "sam@acmebuilders.example" },
      "email",
      "Sam Okafor already has an account with this address. No invitation is needed; for somebody else, use another address.",
    ],
  ])("%s is refused at its field; nothing typed is lost, nothing changes", async (_, fields, field, text) => {
    const tab = at.tabs.marcus;
    const before = await countUsers(at.companyId);
    const page = await at.fillIn(tab, at.marcus, { path: "/team/new", ...fields });
    expect([page.status, problemOn(page, field)]).toEqual([422, text]);
    const typed = typedOn(page);
    for (const [name, value] of Object.entries(fields))
      if (name !== "code" && value) expect([name, typed[name]]).toEqual([name, value]);
    expect(typed["code"]).toBeUndefined();
    expect(await countUsers(at.companyId)).toBe(before);
  });

  test("an address that is invited already leads to the person's page", async () => {
    const tab = at.tabs.marcus;
    const first = await at.fillIn(tab, at.marcus, { path: "/team/new", ...ned });
    const again = await at.fillIn(tab, at.marcus, { path: "/team/new", ...ned });
    expect(again.status).toBe(422);
    expect(again.html).toContain(`href="${first.path}"`);
  });

  test("R01: a member is told who may, and cannot send the form either", async () => {
    const tab = at.tabs.sam;
    const page = await tab.get("/team/new");
    expect([page.status, textOf(page)]).toEqual([
      403,
      expect.stringContaining("Only System Administrators can do this. Ask Olivia Reyes."),
    ]);
    const sent = await tab.post("/team/new", { ...ned, challenge: "x", code: at.nextCode(at.sam.secret) });
    expect(sent.status).toBe(403);
    expect(
      await owner`select 1 from users where email = ${ned.email} and company_id = ${at.companyId}`,
    ).toEqual([]);
  });

  test("A12: a form sent twice invites once; one that stood open too long is renewed with what was typed", async () => {
    const tab = at.tabs.marcus;
    const challenge = challengeOn(await tab.get("/team/new"));
    const code = at.nextCode(at.marcus.secret);
    const [one, two] = await Promise.all([
      tab.raw("/team/new", formOf({ ...ned, challenge, code })),
      tab.raw("/team/new", formOf({ ...ned, challenge, code })),
    ]);
    expect([one.status, two.status].sort()).toEqual([303, 422]);
    expect(
      await owner`select 1 from users where email = ${ned.email} and company_id = ${at.companyId}`,
    ).toHaveLength(1);

    const old = challengeOn(await tab.get("/team/new"));
    at.clock.advance(11 * minute);
    const other = { ...ned, email: "nat@acmebuilders.example" };
    const late = await tab.post("/team/new", {
      ...other,
      challenge: old,
      code: at.nextCode(at.marcus.secret),
    });
    expect([late.status, textOf(late)]).toEqual([
      422,
      expect.stringContaining("it was renewed. Nothing was changed."),
    ]);
    expect(typedOn(late)["email"]).toBe(other.email);
    const sent = await tab.post("/team/new", {
      ...{ ...other, challenge: challengeOn(late) },
      code: at.nextCode(at.marcus.secret),
    });
    expect(textOf(sent)).toContain("Ned Moss is invited.");
  });
});
