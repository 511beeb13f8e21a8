import { expect, test } from "vitest";
import { poolOf } from "../../src/domain/approval.ts";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { listInvitations } from "../../src/flows/list-invitations.ts";
import { resendInvitation } from "../../src/flows/resend-invitation.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { viewPerson } from "../../src/flows/view-person.ts";
import { inTenant } from "../../src/store/db.ts";
import { listDeciders } from "../../src/store/deciders.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { acme, must, mustRefuse, password, petraDetails } from "../helpers/people.ts";

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

/** Eve, who accepted as a System Administrator to be, never set up codes, and forgot the password. */
async function unfinished() {
  const all = await story();
  const { deps, invite, olivia, companyId } = all;
  const eve = colleague("Eve");
  must(await invite(olivia, eve));
  const { token = "" } = await payloadOf(deps, companyId, "invitation_mail");
  const { sessionToken } = must(await acceptInvitation(deps, { token, password, device: null }));
  const userId = await idOf(eve.email, companyId);
  await owner`update users set role = 'system_administrator', ever_enrolled_at = created_at where id = ${userId}`;
  await owner`insert into grants (company_id, id, user_id, granted_at) values (${companyId}, 'evegrant', ${userId}, now())`;
  const newest = async () => (await payloadOf(deps, companyId, "invitation_mail"))["token"] ?? "";
  return { ...all, eve, userId, token, sessionToken, newest };
}

test("R28 R29 R53: who accepted, never set up codes and forgot the password is invited once more: old link, password and session are void, role and grant stay", async () => {
  const at = await unfinished();
  const { deps, olivia, userId, companyId, eve } = at;
  const viewed = must(await viewPerson(deps, olivia.actor, { userId }));
  expect([viewed.card.isUnfinished, viewed.acts.includes("resend")]).toEqual([true, true]);
  at.clock.advance(1000);
  must(await at.act(olivia, "resend", userId));
  const [user] = await owner`select status, role, password_hash from users where id = ${userId}`;
  expect(user).toEqual({ status: "invited", role: "system_administrator", password_hash: null });
  expect(await owner`select 1 from grants where user_id = ${userId} and revoked_at is null`).toHaveLength(1);
  expect(await findSession(deps, at.sessionToken)).toBeUndefined();
  const typed = { companyId, email: eve.email, password, device: null };
  expect(mustRefuse(await signIn(deps, typed)).code).toBe("wrong_sign_in");
  const accept = (token: string) =>
    acceptInvitation(deps, { token, password: "eleven copper kettles", device: null });
  expect(mustRefuse(await accept(at.token)).code).toBe("invitation_used");
  const { sessionToken } = must(await accept(await at.newest()));
  expect((await findSession(deps, sessionToken))?.next).toBe("enrol");
});

test("R36: invited once more, a System Administrator still counts as somebody who could decide", async () => {
  const { deps, olivia, act, userId, companyId } = await unfinished();
  must(await act(olivia, "resend", userId));
  const people = await inTenant(deps.db, companyId, (tx) => listDeciders(tx, deps.now()));
  const matter = { kind: "grant", requesterId: olivia.userId, subjectId: null } as const;
  const facts = { ...matter, isAsk: false, isAboutAdministrator: false, needsSecondPerson: false };
  expect(poolOf(facts, people, deps.now()).map((one) => one.id)).toContain(userId);
});

test("R29: the operator invites once more, too; nobody who is set up is invited so, and an account that is locked for safety accepts nothing", async () => {
  const { deps, clock, olivia, marcus, act, userId, eve } = await unfinished();
  expect(mustRefuse(await act(olivia, "resend", marcus.userId)).code).toBe("no_open_invitation");
  expect(mustRefuse(await resendInvitation(deps, { email: marcus.email })).code).toBe("no_open_invitation");
  await owner`update users set held_until = ${new Date(deps.now().getTime() + hour)} where id = ${userId}`;
  const [slug] =
    await owner`select slug from companies where id = (select company_id from users where id = ${userId})`;
  const sent = must(await resendInvitation(deps, { email: eve.email, slug: slug?.["slug"] }));
  const accept = () => acceptInvitation(deps, { token: sent.token, password, device: null });
  expect(mustRefuse(await accept()).code).toBe("held");
  clock.advance(hour);
  must(await accept());
});

test("inviting the address of somebody who never set up codes says so, and the way on", async () => {
  const { olivia, invite, eve } = await unfinished();
  expect(mustRefuse(await invite(olivia, eve))).toMatchObject({ code: "email_known", status: "unfinished" });
});
