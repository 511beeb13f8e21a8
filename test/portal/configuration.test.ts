import { beforeEach, expect, test } from "vitest";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { textOf } from "./browser.ts";
import { challengeOn, office, problemOn, typedOn } from "./office.ts";

const database = await testDatabase();
const { owner } = database;
const at = await office(database);
beforeEach(at.anew);

const path = "/payments/configuration";
const why = "Covers for me in August";
const grantsOf = async (userId: string) =>
  (await owner`select 1 from grants where user_id = ${userId} and revoked_at is null`).length;

test("the Payments Admins are listed with since when and by whom; how their MFA stands only administrators see", async () => {
  await setRoles(at.deps, at.marcus, { isPaymentsAdmin: true });
  const olivia = await at.tabs.olivia.get(path);
  for (const text of [
    "Payment Processing",
    "Olivia Reyes",
    "Marcus Bell",
    "MFA set up",
    "Since Nov 20, 2026",
  ])
    expect(textOf(olivia)).toContain(text);
  expect(olivia.html).toContain(`/team/${at.marcus.userId}/revoke`);
  const sam = await at.tabs.sam.get(path);
  expect(textOf(sam)).toContain("Marcus Bell");
  for (const text of ["MFA set up", "Remove…", "Add Admins"]) expect(textOf(sam)).not.toContain(text);
});

test("R32: a payee is told that this is for the team, whatever is asked for", async () => {
  const answers = await Promise.all(
    [path, `${path}/add`, `${path}/add/${at.marcus.userId}`, `${path}/add/0000000000000000`].map((one) =>
      at.tabs.petra.get(one),
    ),
  );
  for (const page of answers) {
    expect(page.status).toBe(403);
    expect(textOf(page)).toContain("This is for the company's own team.");
  }
});

test("one enrolled Payments Admin is one lost phone away from a lock-out; where nobody can act the ways out stand there", async () => {
  expect(textOf(await at.tabs.olivia.get(path))).toContain("is one lost phone away from a lock-out:");
  await owner`update users set held_until = ${new Date(at.deps.now().getTime() + hour)} where id = ${at.olivia.userId}`;
  const out = textOf(await at.tabs.marcus.get(path));
  expect(out).toContain("No one can run payments.");
  expect(out).toContain("1. Olivia: locked until");
  expect(out).toContain("3. Or ask whoever runs Latchkey for emergency access.");
  expect(textOf(await at.tabs.sam.get(path))).not.toContain("No one can run payments.");
});

test("Add Admins → choose → Continue → Add Payments Admin becomes a request that somebody else decides", async () => {
  await setRoles(at.deps, at.nora, { isSystemAdministrator: true });
  const choice = await at.tabs.olivia.get(`${path}/add`);
  expect(textOf(choice)).toContain("Marcus Bell");
  expect(textOf(choice)).not.toContain("Sam Okafor");
  const none = await at.tabs.olivia.post(`${path}/add`, {});
  expect([none.status, problemOn(none, "person")]).toEqual([422, "Choose a person."]);
  const form = await at.tabs.olivia.post(`${path}/add`, { person: at.marcus.userId });
  expect(textOf(form)).toContain("Marcus could then reset MFA and approve others.");
  const done = await at.fillIn(at.tabs.olivia, at.olivia, { path: `${path}/add/${at.marcus.userId}`, why });
  expect(textOf(done)).toContain("Olivia Reyes asks to make Marcus Bell a Payments Admin");
  expect(textOf(done)).toContain("Asked Nora");
  expect(await grantsOf(at.marcus.userId)).toBe(0);
});

test("a wrong code keeps the reason; without a reason nothing is asked; whom it cannot be is said at the choice", async () => {
  const form = `${path}/add/${at.marcus.userId}`;
  const wrong = await at.fillIn(at.tabs.olivia, at.olivia, { path: form, why, code: "000000" });
  expect([wrong.status, problemOn(wrong, "code")]).toEqual([422, "That code isn't right. 4 tries left."]);
  expect(typedOn(wrong)["why"]).toBe(why);
  const silent = await at.fillIn(at.tabs.olivia, at.olivia, { path: form, why: " " });
  expect([silent.status, problemOn(silent, "why")]).toEqual([422, "Say why: whoever decides reads it."]);
  const member = await at.tabs.olivia.get(`${path}/add/${at.sam.userId}`);
  expect([member.status, problemOn(member, "person")]).toEqual([
    422,
    expect.stringContaining("Only System Administrators can become Payments Admins, and Sam isn't one."),
  ]);
  const payee = await at.tabs.olivia.get(`${path}/add/${at.petra.userId}`);
  expect(problemOn(payee, "person")).toContain("payees can't be administrators");
  expect(await owner`select 1 from requests where company_id = ${at.companyId}`).toEqual([]);
});

test("R33 R01: nobody grants to themselves, and a member cannot grant at all", async () => {
  await setRoles(at.deps, at.olivia, { isPaymentsAdmin: false });
  const self = await at.tabs.olivia.get(`${path}/add/${at.olivia.userId}`);
  expect(problemOn(self, "person")).toContain("That's you.");
  const challenge = challengeOn(await at.tabs.marcus.get(`${path}/add/${at.olivia.userId}`));
  const sent = { challenge, why, code: at.nextCode(at.sam.secret) };
  const stolen = await at.tabs.sam.post(`${path}/add/${at.olivia.userId}`, sent);
  expect([stolen.status, textOf(stolen)]).toEqual([
    422,
    expect.stringContaining("This form is no longer valid."),
  ]);
  const asked = await at.tabs.sam.get(`${path}/add/${at.olivia.userId}`);
  expect([asked.status, textOf(asked)]).toEqual([
    403,
    expect.stringContaining("Only Payments Admins and System"),
  ]);
  expect(await grantsOf(at.olivia.userId)).toBe(0);
});

test("Remove asks once more, takes the own code, and shows the list again; never the last one (R34)", async () => {
  const last = await at.tabs.olivia.get(`/team/${at.olivia.userId}/revoke`);
  expect(textOf(last)).toContain("is the only Payments Admin who has set up MFA");
  await setRoles(at.deps, at.marcus, { isPaymentsAdmin: true });
  const form = await at.tabs.olivia.get(`/team/${at.marcus.userId}/revoke`);
  expect(textOf(form)).toContain("Marcus can no longer reset MFA or approve, from this moment.");
  const done = await at.fillIn(at.tabs.olivia, at.olivia, { path: `/team/${at.marcus.userId}/revoke` });
  expect([done.path, textOf(done)]).toEqual([path, expect.stringContaining("Removed.")]);
  expect(await grantsOf(at.marcus.userId)).toBe(0);
});
