import { expect, test } from "vitest";
import { searchPeople } from "../../src/flows/search-people.ts";
import { viewAdmins } from "../../src/flows/view-admins.ts";
import { viewLockout } from "../../src/flows/view-lockout.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { acme, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const marcus = await company.join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  return { deps, clock, ...company, marcus, ...manager(deps, clock) };
}

test("any employee sees who the Payments Admins are; who has MFA only administrators see", async () => {
  const { deps, olivia, marcus, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  const seen = must(await viewAdmins(deps, olivia.actor));
  expect(seen).toMatchObject({ page: 0, pages: 1, mayGrant: true, mayRemove: true, isAlone: true });
  expect(seen.admins).toMatchObject([{ name: "Olivia Reyes", mfa: "set_up", grantedBy: null }]);
  expect(must(await viewAdmins(deps, marcus.actor))).toMatchObject({ mayGrant: true, mayRemove: false });
  const bySam = must(await viewAdmins(deps, sam.actor));
  expect(bySam).toMatchObject({ mayGrant: false, mayRemove: false });
  expect(bySam.admins).toMatchObject([{ name: "Olivia Reyes", mfa: null }]);
});

test("ten a page, by name, and a page that is gone is the last one", async () => {
  const { deps, olivia, companyId } = await story();
  for (let n = 10; n < 33; n++)
    await owner`with u as (insert into users (company_id, id, email, first_name, last_name, relationship, role, status, created_at)
      values (${companyId}, ${`admin00000000${n}`}, ${`admin${n}@acmebuilders.example`}, 'Ada', ${`Nr ${n}`}, 'employee', 'system_administrator', 'invited', ${new Date()}))
      insert into grants (company_id, id, user_id, granted_by, granted_at) values (${companyId}, ${`grant${n}`}, ${`admin00000000${n}`}, ${olivia.userId}, ${new Date()})`;
  const first = must(await viewAdmins(deps, olivia.actor));
  expect([first.admins.length, first.pages]).toEqual([10, 3]);
  expect(first.admins[0]).toMatchObject({ name: "Ada Nr 10", mfa: "invited", grantedBy: "Olivia Reyes" });
  const last = must(await viewAdmins(deps, olivia.actor, { page: 99 }));
  expect([last.admins.length, last.page]).toEqual([4, 2]);
  expect(last.admins.at(-1)?.name).toBe("Olivia Reyes");
  // Invited ones hold a grant and can do nothing yet.
  expect(last.isAlone).toBe(true);
});

test("R32 R56: a payee sees nobody: the same words for every list and search, and it is audited", async () => {
  const { deps, join, companyId } = await story();
  const petra = await join(petraDetails, "U0PETRA001");
  expect(mustRefuse(await viewAdmins(deps, petra.actor)).code).toBe("not_employee");
  expect(await searchPeople(deps, petra.actor, "olivia")).toEqual([]);
  expect(await searchPeople(deps, petra.actor, "nobody")).toEqual([]);
  expect(await viewLockout(deps, petra.actor)).toBeUndefined();
  expect(await auditKinds(owner, companyId)).toContain("act_refused");
});

test("R32: people are found by either name or the address, of one's own company only", async () => {
  const { deps, clock, marcus } = await story();
  await acme(deps, clock, { name: "Other Builders" });
  for (const typed of ["oli", "REY", "olivia@acme", "olivia r"])
    expect((await searchPeople(deps, marcus.actor, typed)).map((one) => one.name)).toEqual(["Olivia Reyes"]);
  expect(await searchPeople(deps, marcus.actor, "%")).toEqual([]);
});

test("one Payments Admin is one lost phone away from a lock-out; two are not; members are told nothing", async () => {
  const { deps, olivia, marcus, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  expect(await viewLockout(deps, olivia.actor)).toMatchObject({
    state: "alone",
    companyName: "Acme Builders",
  });
  expect(await viewLockout(deps, sam.actor)).toBeUndefined();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  expect((await viewLockout(deps, olivia.actor))?.state).toBe("safe");
});

test("where nobody can act: who is locked out, what brings them back, and what is under way, from the rows", async () => {
  const { deps, clock, olivia, marcus, act, join } = await story();
  const nora = await join(colleague("Nora"), "U0NORA0001");
  await owner`update factors set state = 'suspended' where user_id = ${olivia.userId} and state = 'active'`;
  must(await act(marcus, "raise", nora.userId));
  const out = await viewLockout(deps, marcus.actor);
  expect(out).toMatchObject({
    state: "out",
    holders: [{ name: "Olivia Reyes", hasRecoveryCode: true, isResetOpen: false, isOneself: false }],
    others: [{ name: "Marcus Okafor", isOneself: true }],
  });
  expect(out?.requests.map((one) => one.request.kind)).toEqual(["system_administrator"]);
  await owner`update factors set state = 'active' where user_id = ${olivia.userId} and state = 'suspended'`;
  expect((await viewLockout(deps, marcus.actor))?.state).toBe("alone");
  const heldUntil = new Date(clock.now().getTime() + hour);
  await owner`update users set held_until = ${heldUntil} where id = ${olivia.userId}`;
  expect(await viewLockout(deps, marcus.actor)).toMatchObject({ state: "out", holders: [{ heldUntil }] });
});
