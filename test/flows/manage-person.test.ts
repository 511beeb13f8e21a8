import { expect, test } from "vitest";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { deactivateUser } from "../../src/flows/deactivate-user.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { listInvitations } from "../../src/flows/list-invitations.ts";
import { lowerUser } from "../../src/flows/lower-user.ts";
import { openPersonAct } from "../../src/flows/open-person-act.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { viewInvitation } from "../../src/flows/view-invitation.ts";
import { viewPerson } from "../../src/flows/view-person.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { day, hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { testDeps } from "../helpers/deps.ts";
import { colleague, manager } from "../helpers/manage.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import {
  acme,
  codeOf,
  must,
  mustFindSession,
  mustRefuse,
  password,
  petraDetails,
  samDetails,
} from "../helpers/people.ts";
import { openForm, reset, signedIn, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

/** Olivia is everything, Marcus System Administrator, Sam support, Petra a payee. */
async function story() {
  const { deps, clock } = testDeps(db);
  const company = await acme(deps, clock);
  const marcus = await company.join(colleague("Marcus"), "U0MARCUS01");
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  const sam = await company.join(samDetails, "U0SAM00001");
  const petra = await company.join(petraDetails);
  return { deps, clock, ...company, marcus, sam, petra, ...manager(deps, clock) };
}

const rowOf = async (userId: string) => {
  const [row] =
    await owner`select status, role, email, first_enrolled_at is null as new, ever_enrolled_at is not null as ever,
    lost_system_administrator_at as lost from users where id = ${userId}`;
  return row;
};

test("R53: deactivation ends every session, code, link and right at once", async () => {
  const { deps, clock, olivia, sam, petra, act, companyId } = await story();
  await setRoles(deps, sam, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const [one, two] = [await signedIn(deps, clock, sam), await signedIn(deps, clock, sam)];
  const begun = await openForm(deps, sam, petra);
  must(await act(olivia, "deactivate", sam.userId));
  for (const { token } of [one, two]) expect(await findSession(deps, token)).toBeUndefined();
  expect(await rowOf(sam.userId)).toMatchObject({ status: "deactivated", role: "member", lost: clock.now() });
  expect(await owner`select 1 from grants where user_id = ${sam.userId} and revoked_at is null`).toHaveLength(
    0,
  );
  expect(await owner`select 1 from links where user_id = ${sam.userId} and state <> 'removed'`).toHaveLength(
    0,
  );
  expect(
    await owner`select 1 from factors where user_id = ${sam.userId} and state <> 'destroyed'`,
  ).toHaveLength(0);
  const late = await resetMfa(deps, sam.actor, {
    ...why,
    challengeId: begun,
    code: codeOf(deps, sam.secret),
  });
  expect(mustRefuse(late).code).toBe("not_linked");
  const again = await signIn(deps, { companyId, email: sam.email, password, device: null });
  expect(mustRefuse(again).code).toBe("wrong_sign_in");
  expect(mustRefuse(await act(olivia, "deactivate", sam.userId)).code).toBe("already_deactivated");
  expect(await auditKinds(owner, companyId)).toContain("user_deactivated");
  expect(await messageKinds(deps, companyId)).toContain("role_notice");
});

test("R53: a session that is opening while the account is closed is closed with it", async () => {
  const { deps, clock, olivia, sam } = await story();
  clock.advance(30_000);
  const form = must(await openPersonAct(deps, olivia.actor, { act: "deactivate", userId: sam.userId }));
  const closing = deactivateUser(deps, olivia.actor, {
    challengeId: form.challengeId,
    code: codeOf(deps, olivia.secret),
  });
  const { companyId } = olivia.actor;
  const [half] = await Promise.all([
    signIn(deps, { companyId, email: sam.email, password, device: null }),
    closing.then(must),
  ]);
  if (half.ok) expect(await findSession(deps, half.value.sessionToken)).toBeUndefined();
  expect((await rowOf(sam.userId))?.["status"]).toBe("deactivated");
});

test("what waits for or about a deactivated person ends with the account", async () => {
  const { deps, clock, olivia, marcus, sam, petra, act } = await story();
  must(await act(olivia, "raise", sam.userId));
  await reset(deps, clock, olivia, petra);
  must(await act(marcus, "deactivate", sam.userId));
  must(await act(marcus, "deactivate", petra.userId));
  const requests =
    await owner`select state from requests where kind = 'system_administrator' and subject_id = ${sam.userId}`;
  expect(requests.map((one) => one["state"])).toEqual(["cancelled"]);
  const [open] = await owner`select outcome, code_hash from resets where subject_id = ${petra.userId}`;
  expect(open).toEqual({ outcome: "undone", code_hash: null });
});

test("R29: a reactivated person returns as invited: a new link, a new password, new codes, and a reset of before asks for nothing", async () => {
  const { deps, clock, olivia, petra, act, companyId } = await story();
  await reset(deps, clock, olivia, petra);
  clock.advance(4 * day);
  await runTimers(deps);
  must(await act(olivia, "deactivate", petra.userId));
  must(await act(olivia, "reactivate", petra.userId));
  expect(await rowOf(petra.userId)).toMatchObject({
    status: "invited",
    role: "member",
    new: true,
    ever: true,
  });
  const old = await signIn(deps, { companyId, email: petra.email, password, device: null });
  expect(mustRefuse(old).code).toBe("wrong_sign_in");
  const { token = "" } = await payloadOf(deps, companyId, "invitation_mail");
  const fresh = "another-quiet-lantern-17";
  const accepted = must(await acceptInvitation(deps, { token, password: fresh, device: null }));
  const enrolling = await mustFindSession(deps, accepted.sessionToken);
  const { secret } = must(await viewEnrolment(deps, enrolling));
  must(await enrolApp(deps, enrolling, { code: codeOf(deps, secret) }));
  const half = must(await signIn(deps, { companyId, email: petra.email, password: fresh, device: null }));
  const session = await mustFindSession(deps, half.sessionToken);
  clock.advance(30_000);
  must(await verifySignIn(deps, session, { code: codeOf(deps, secret) }));
  expect(session.next).toBe("verify");
  expect(mustRefuse(await act(olivia, "reactivate", petra.userId)).code).toBe("not_deactivated");
});

test("lowering takes Payments Admin with it, and leaves the account", async () => {
  const { deps, clock, olivia, marcus, act, companyId } = await story();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  must(await act(olivia, "lower", marcus.userId));
  expect(await rowOf(marcus.userId)).toMatchObject({ status: "active", role: "member", lost: clock.now() });
  expect(await owner`select revoked_by from grants where user_id = ${marcus.userId}`).toEqual([
    { revoked_by: olivia.userId },
  ]);
  expect(await auditKinds(owner, companyId)).toContain("system_administrator_lowered");
  await signedIn(deps, clock, marcus);
});

test("a withdrawn invitation's link is dead, and its address can be invited again, as something else", async () => {
  const { deps, olivia, invite, act, sam } = await story();
  const rita = { ...petraDetails, firstName: "Rita", lastName: "Roof", email: "rita@ritas.example" };
  must(await invite(olivia, rita));
  const { companyId } = olivia.actor;
  const { token = "" } = await payloadOf(deps, companyId, "invitation_mail");
  const [row] = must(await listInvitations(deps, olivia.actor)).invitations;
  expect(row).toMatchObject({
    name: "Rita Roof",
    email: rita.email,
    invitedBy: "Olivia Reyes",
    isExpired: false,
  });
  const userId = row?.userId ?? "";
  expect(mustRefuse(await act(sam, "withdraw", userId)).code).toBe("not_system_administrator");
  must(await act(olivia, "withdraw", userId));
  expect(mustRefuse(await viewInvitation(deps, token)).code).toBe("invitation_unknown");
  expect(await owner`select 1 from outbox where recipient_id = ${userId} and dead_at is null`).toHaveLength(
    0,
  );
  expect(must(await listInvitations(deps, olivia.actor)).invitations).toEqual([]);
  must(await invite(olivia, { ...rita, firstName: "Rosa", relationship: "employee", organisation: null }));
  const people =
    await owner`select id, first_name, relationship, status, search_name from users where email = ${rita.email}`;
  expect(people).toEqual([
    { id: userId, first_name: "Rosa", relationship: "employee", status: "invited", search_name: "rosa roof" },
  ]);
});

test("R29: an invitation is sent again with a new link, and only while it is open", async () => {
  const { deps, clock, olivia, invite, act, petra } = await story();
  must(await invite(olivia, { ...petraDetails, email: "rita@ritas.example" }));
  const { companyId } = olivia.actor;
  const { token: old = "" } = await payloadOf(deps, companyId, "invitation_mail");
  const userId = must(await listInvitations(deps, olivia.actor)).invitations[0]?.userId ?? "";
  clock.advance(15 * day);
  expect(must(await viewPerson(deps, olivia.actor, { userId })).card.invitation?.isExpired).toBe(true);
  must(await act(olivia, "resend", userId));
  const { token = "" } = await payloadOf(deps, companyId, "invitation_mail");
  expect(mustRefuse(await viewInvitation(deps, old)).code).toBe("invitation_unknown");
  must(await viewInvitation(deps, token));
  expect(mustRefuse(await act(olivia, "resend", petra.userId)).code).toBe("no_open_invitation");
});

test("a corrected email waits for another's yes and the old address's day; an invited person gets a new link there", async () => {
  const { deps, clock, olivia, marcus, correct, approve, invite } = await story();
  await setRoles(deps, marcus, { isPaymentsAdmin: true });
  must(await invite(olivia, { ...petraDetails, email: "rita@ritsa.example" }));
  const { companyId } = olivia.actor;
  const { token: old = "" } = await payloadOf(deps, companyId, "invitation_mail");
  const userId = must(await listInvitations(deps, olivia.actor)).invitations[0]?.userId ?? "";
  expect(mustRefuse(await correct(olivia, userId, "rita@ritsa.example")).code).toBe("nothing_changes");
  expect(mustRefuse(await correct(olivia, userId, "petra@alvarezdrywall.example")).code).toBe("email_known");
  const done = must(await correct(olivia, userId, "Rita@Ritas.example"));
  must(await approve(marcus, done.waiting?.requestId ?? ""));
  expect((await rowOf(userId))?.["email"]).toBe("rita@ritsa.example");
  clock.advance(25 * hour);
  await runTimers(deps);
  expect((await rowOf(userId))?.["email"]).toBe("rita@ritas.example");
  expect(mustRefuse(await viewInvitation(deps, old)).code).toBe("invitation_unknown");
  const { token = "" } = await payloadOf(deps, companyId, "invitation_mail");
  expect(must(await viewInvitation(deps, token)).email).toBe("rita@ritas.example");
});

test("R37 R56: who may not is refused and audited, a wrong code changes nothing, and a form serves one act on one person", async () => {
  const { deps, clock, olivia, marcus, sam, petra, companyId } = await story();
  const before = await mfaState(owner, petra.userId);
  const bySam = await openPersonAct(deps, sam.actor, { act: "deactivate", userId: petra.userId });
  expect(mustRefuse(bySam)).toEqual({ code: "not_system_administrator", helpers: ["Marcus", "Olivia"] });
  clock.advance(30_000);
  const form = must(await openPersonAct(deps, olivia.actor, { act: "deactivate", userId: petra.userId }));
  const sent = { challengeId: form.challengeId, code: "000000" };
  expect(mustRefuse(await deactivateUser(deps, olivia.actor, sent)).code).toBe("wrong_code");
  // Another's challenge, another act's, and after the right is gone.
  const right = { ...sent, code: codeOf(deps, olivia.secret) };
  expect(mustRefuse(await deactivateUser(deps, marcus.actor, right)).code).toBe("challenge_expired");
  expect(mustRefuse(await lowerUser(deps, olivia.actor, right)).code).toBe("challenge_expired");
  await setRoles(deps, olivia, { isSystemAdministrator: false });
  expect(mustRefuse(await deactivateUser(deps, olivia.actor, right)).code).toBe("not_system_administrator");
  expect(mustRefuse(await deactivateUser(deps, olivia.actor, right)).code).toBe("not_system_administrator");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  const refused = (await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused");
  expect(refused.length).toBeGreaterThanOrEqual(2);
});

test("R32: a payee hears the same of known and unknown people, and reads nobody", async () => {
  const { deps, petra, sam } = await story();
  const actor = { ...petra.actor };
  const known = mustRefuse(await viewPerson(deps, actor, { email: sam.email }));
  const unknown = mustRefuse(await viewPerson(deps, actor, { email: "nobody@acmebuilders.example" }));
  expect(known).toEqual(unknown);
  expect(known.code).toBe("not_employee");
  for (const act of ["deactivate", "raise", "email"] as const)
    expect(mustRefuse(await openPersonAct(deps, actor, { act, userId: sam.userId })).code).toBe(
      "not_employee",
    );
});
