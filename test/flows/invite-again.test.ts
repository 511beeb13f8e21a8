import { expect, test } from "vitest";
import { listInvitations } from "../../src/flows/list-invitations.ts";
import { auditKinds } from "../helpers/audit.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { acme, must, mustRefuse, petraDetails } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const marcus = await company.join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  return { deps, clock, ...company, marcus, ...manager(deps, clock) };
}

const idOf = async (email: string, companyId: string) =>
  String((await owner`select id from users where email = ${email} and company_id = ${companyId}`)[0]?.["id"]);

test("R33: a colleague's yes makes and mails a System Administrator's invitation, on the row of a withdrawn one", async () => {
  const { deps, olivia, marcus, invite, act, approve, companyId } = await story();
  const eve = colleague("Eve", "system_administrator");
  must(await invite(olivia, { ...eve, role: "member" }));
  const userId = await idOf(eve.email, companyId);
  must(await act(olivia, "withdraw", userId));
  const before = (await messageKinds(deps, companyId)).filter((kind) => kind === "invitation_mail").length;
  const asked = must(await invite(olivia, eve));
  expect(asked.waiting).toMatchObject({ deciders: ["Marcus"], required: 1 });
  const mails = async () =>
    (await messageKinds(deps, companyId)).filter((kind) => kind === "invitation_mail").length;
  expect(await mails()).toBe(before);
  must(await approve(marcus, asked.waiting?.requestId ?? ""));
  expect(await mails()).toBe(before + 1);
  const people =
    await owner`select id, role, status from users where email = ${eve.email} and company_id = ${companyId}`;
  expect(people).toEqual([{ id: userId, role: "system_administrator", status: "invited" }]);
});

test("R40: two who ask for the same new System Administrator at once make one request; the other gets the door to it", async () => {
  const { olivia, marcus, invite, companyId } = await story();
  const eve = colleague("Eve", "system_administrator");
  const nora = { ...eve, firstName: "Nora", email: "nora@acmebuilders.example" };
  const both = await Promise.all([invite(olivia, eve), invite(marcus, eve)]);
  const refused = both.filter((one) => !one.ok).map((one) => mustRefuse(one));
  expect(refused).toMatchObject([{ code: "request_open", name: "Eve", mayDecide: true }]);
  must(await invite(marcus, nora));
  const open = await owner`select 1 from requests where company_id = ${companyId} and state = 'pending'`;
  expect(open).toHaveLength(2);
});

test("R31: whoever is brought back, or corrected, must be of the company's domains still, unless a payee", async () => {
  const { deps, olivia, marcus, act, correct, join, companyId } = await story();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  const petra = await join(petraDetails);
  must(await act(olivia, "deactivate", marcus.userId));
  must(await act(olivia, "deactivate", petra.userId));
  await owner`update companies set email_domains = '["acme.example"]' where id = ${companyId}`;
  expect(mustRefuse(await act(olivia, "reactivate", marcus.userId)).code).toBe("email_domain");
  must(await act(olivia, "reactivate", petra.userId));
  expect(mustRefuse(await correct(olivia, marcus.userId, "marcus@acme.example")).code).toBe(
    "person_deactivated",
  );
});

test("R56: a list or an invitation asked for by a member is refused with who could, and audited", async () => {
  const { deps, join, invite, companyId } = await story();
  const sam = await join(colleague("Sam"), "U0SAM00001");
  const helpers = ["Marcus", "Olivia"];
  expect(mustRefuse(await listInvitations(deps, sam.actor))).toEqual({
    code: "not_system_administrator",
    helpers,
  });
  expect(mustRefuse(await invite(sam, petraDetails))).toEqual({ code: "not_system_administrator", helpers });
  expect((await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused")).toHaveLength(2);
});
