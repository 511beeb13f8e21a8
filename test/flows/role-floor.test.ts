import { expect, test } from "vitest";
import type { PersonAct } from "../../src/domain/person-act.ts";
import { deactivateUser } from "../../src/flows/deactivate-user.ts";
import { lowerUser } from "../../src/flows/lower-user.ts";
import { openPersonAct } from "../../src/flows/open-person-act.ts";
import { openProceed, proceedWithRequest } from "../../src/flows/proceed-with-request.ts";
import { proposeRemoval } from "../../src/flows/propose-role-change.ts";
import { auditKinds } from "../helpers/audit.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { acme, codeOf, must, mustRefuse, type TestPerson } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  return { deps, clock, ...company, ...manager(deps, clock) };
}

const rolesOf = async (companyId: string) => {
  const people = await owner`select first_name from users where company_id = ${companyId}
    and role = 'system_administrator' and status = 'active'`;
  const admins = await owner`select u.first_name from grants g join users u on u.id = g.user_id
    where g.company_id = ${companyId} and g.revoked_at is null and u.status = 'active' and u.first_enrolled_at is not null`;
  return { systemAdministrators: people.length, paymentsAdmins: admins.length };
};

test("R33: one administrator with three puppets makes no approver before the wait is over, nor by deactivating the other first", async () => {
  const { deps, clock, olivia, join, act, invite, approve, companyId } = await story();
  const marcus = await join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const puppets: TestPerson[] = [];
  for (const name of ["Una", "Dora", "Tessa"])
    puppets.push(await join(colleague(name), `U0${name.toUpperCase()}001`));
  const [una, dora] = puppets as [TestPerson, TestPerson, TestPerson];
  must(await act(olivia, "deactivate", marcus.userId));
  clock.advance(5 * day);
  const raised = must(await act(olivia, "raise", una.userId));
  const invited = must(await invite(olivia, colleague("Eve", "system_administrator")));
  const requestIds = [raised, invited].map((one) => one.waiting?.requestId ?? "");
  expect([raised, invited].map((one) => one.waiting?.required)).toEqual([1, 1]);
  for (const requestId of requestIds) {
    expect(mustRefuse(await approve(olivia, requestId)).code).toBe("own_request");
    expect(mustRefuse(await approve(dora, requestId)).code).toBe("not_approver");
    expect(mustRefuse(await openProceed(deps, olivia.actor, requestId)).code).toBe("wait_for_approval");
  }
  // The one whom it is about, and bringing Marcus back without his role, change nothing.
  expect(mustRefuse(await approve(una, requestIds[0] ?? "")).code).toBe("about_you");
  must(await act(olivia, "reactivate", marcus.userId));
  clock.advance(23 * hour);
  expect(mustRefuse(await openProceed(deps, olivia.actor, requestIds[0] ?? "")).code).toBe(
    "wait_for_approval",
  );
  expect(await rolesOf(companyId)).toEqual({ systemAdministrators: 1, paymentsAdmins: 1 });
  clock.advance(hour);
  const { challengeId } = must(await openProceed(deps, olivia.actor, requestIds[0] ?? ""));
  must(await proceedWithRequest(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) }));
  const [row] = await owner`select is_break_glass from requests where id = ${requestIds[0] ?? ""}`;
  expect(row).toEqual({ is_break_glass: true });
  const told =
    await owner`select 1 from outbox where company_id = ${companyId} and kind = 'request_alert_mail'`;
  expect(told.length).toBeGreaterThan(0);
});

test("R33: a lowered colleague still counts for a week, then is counted no more, and everybody is told", async () => {
  const { deps, clock, olivia, join, act, companyId } = await story();
  const marcus = await join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const una = await join(colleague("Una"), "U0UNA00001");
  must(await act(olivia, "lower", marcus.userId));
  clock.advance(6 * day);
  expect(must(await act(olivia, "raise", una.userId)).waiting?.required).toBe(1);
  expect(mustRefuse(await act(olivia, "raise", una.userId)).code).toBe("request_open");
  clock.advance(4 * day);
  await owner`update requests set state = 'expired' where company_id = ${companyId} and state = 'pending'`;
  expect(must(await act(olivia, "raise", una.userId)).waiting).toBeUndefined();
  const [row] =
    await owner`select is_reduced_quorum from requests where company_id = ${companyId} and state = 'executed'`;
  expect(row).toEqual({ is_reduced_quorum: true });
  expect(await rolesOf(companyId)).toEqual({ systemAdministrators: 2, paymentsAdmins: 1 });
});

test("R33: nobody raises, lowers or deactivates oneself, and a payee has no role", async () => {
  const { olivia, join, act } = await story();
  const petra = await join({ ...colleague("Petra"), relationship: "payee", organisation: "Alvarez Drywall" });
  for (const what of ["raise", "lower", "deactivate"] as const)
    expect(mustRefuse(await act(olivia, what, olivia.userId)).code).toBe("self_role");
  expect(mustRefuse(await act(olivia, "raise", petra.userId)).code).toBe("payee_has_no_role");
});

test("R34 R56: the last enrolled Payments Admin and the last System Administrator stay, and the refusal is audited", async () => {
  const { deps, olivia, join, act, companyId } = await story();
  const marcus = await join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  expect(mustRefuse(await act(olivia, "revoke", olivia.userId)).code).toBe("last_payments_admin");
  for (const what of ["lower", "deactivate"] as const)
    expect(mustRefuse(await act(marcus, what, olivia.userId)).code).toBe("last_payments_admin");
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  must(await act(olivia, "revoke", olivia.userId));
  must(await act(marcus, "lower", olivia.userId));
  expect(mustRefuse(await act(marcus, "lower", olivia.userId)).code).toBe("is_no_system_administrator");
  expect(await rolesOf(companyId)).toEqual({ systemAdministrators: 1, paymentsAdmins: 1 });
  expect(
    (await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused").length,
  ).toBeGreaterThan(2);
});

const verbs = { revoke: proposeRemoval, lower: lowerUser, deactivate: deactivateUser };

/** Ten System Administrators, those who are told Payments Admins too, each with an open form about somebody: all are sent at once. */
async function tenAtOnce(
  what: keyof typeof verbs,
  { isPaymentsAdmin, whom }: { isPaymentsAdmin: (index: number) => boolean; whom: (index: number) => number },
) {
  const { deps, clock, olivia, join, companyId } = await story();
  const people = [olivia];
  for (let n = 1; n < 10; n++) {
    const person = await join(
      { ...colleague("Boss"), email: `boss${n}@acmebuilders.example` },
      `U0BOSS${n}0001`,
    );
    await setRoles(deps, person, { isSystemAdministrator: true, isPaymentsAdmin: isPaymentsAdmin(n) });
    people.push(person);
  }
  clock.advance(30_000);
  const act: PersonAct = what;
  const forms = [];
  for (const [index, person] of people.entries()) {
    const userId = people[whom(index)]?.userId ?? "";
    const form = await openPersonAct(deps, person.actor, { act, userId });
    if (form.ok) forms.push({ person, challengeId: form.value.challengeId });
  }
  const done = await Promise.all(
    forms.map(({ person, challengeId }) =>
      verbs[what](deps, person.actor, { challengeId, code: codeOf(deps, person.secret) }),
    ),
  );
  return {
    sent: forms.length,
    passed: done.filter((one) => one.ok).length,
    left: await rolesOf(companyId),
  };
}

test("R34: of ten Payments Admins who remove themselves at once, one stays", async () => {
  const { passed, left } = await tenAtOnce("revoke", { isPaymentsAdmin: () => true, whom: (index) => index });
  expect(passed).toBe(9);
  expect(left.paymentsAdmins).toBe(1);
});

test.each(["lower", "deactivate"] as const)(
  "R34: when five others %s the five Payments Admins at once, one stays",
  async (what) => {
    // Olivia and the even ones; the odd ones are after those to their right.
    const isPaymentsAdmin = (index: number) => index % 2 === 0;
    const whom = (index: number) => (isPaymentsAdmin(index) ? index : (index + 1) % 10);
    const { sent, passed, left } = await tenAtOnce(what, { isPaymentsAdmin, whom });
    expect({ sent, passed }).toEqual({ sent: 5, passed: 4 });
    expect(left.paymentsAdmins).toBe(1);
  },
);
