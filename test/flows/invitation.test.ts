import { expect, test } from "vitest";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { beginStepUp } from "../../src/flows/begin-step-up.ts";
import { inviteUser } from "../../src/flows/invite-user.ts";
import { listAdmins } from "../../src/flows/list-admins.ts";
import { resendInvitation } from "../../src/flows/resend-invitation.ts";
import { viewInvitation } from "../../src/flows/view-invitation.ts";
import { auditKinds } from "../helpers/audit.ts";
import { day } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { acme, codeOf, must, mustRefuse, password, petraDetails, samDetails } from "../helpers/people.ts";

const { db, owner } = await testDatabase();

async function story() {
  const { deps, clock } = testDeps(db);
  return { deps, clock, ...(await acme(deps, clock)) };
}

test("R29: an invitation names its address, works once and stands as a hash only", async () => {
  const { deps, invite, companyId } = await story();
  const token = await invite(petraDetails);
  expect(must(await viewInvitation(deps, token))).toMatchObject({
    email: petraDetails.email,
    companyName: "Acme Builders",
  });
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => acceptInvitation(deps, { token, password, device: null })),
  );
  expect(tries.filter((result) => result.ok)).toHaveLength(1);
  expect(mustRefuse(await viewInvitation(deps, token)).code).toBe("invitation_used");
  expect(JSON.stringify(await owner`select * from invitations`)).not.toContain(token.split(".")[1]);
  expect(await messageKinds(deps, companyId)).toContain("invitation_accepted_dm");
});

test("R29: it ends after 14 days, and sending it again voids the old link", async () => {
  const { deps, clock, invite } = await story();
  const old = await invite({ ...petraDetails, email: "a@alvarezdrywall.example" });
  const resent = must(await resendInvitation(deps, { email: "A@alvarezdrywall.example" }));
  expect(mustRefuse(await viewInvitation(deps, old)).code).toBe("invitation_unknown");
  must(await viewInvitation(deps, resent.token));
  clock.advance(14 * day);
  expect(mustRefuse(await acceptInvitation(deps, { token: resent.token, password, device: null })).code).toBe(
    "invitation_expired",
  );
});

test("R29: a forged link, one of another company and a cut one are unknown", async () => {
  const { deps, clock, invite } = await story();
  const token = await invite(petraDetails);
  const other = await acme(deps, clock, { name: "Other Builders" });
  const [companyId, secret = ""] = token.split(".");
  for (const forged of [
    `${other.companyId}.${secret}`,
    `${companyId}.${"A".repeat(43)}`,
    token.slice(0, -1),
    "x",
    "",
  ]) {
    expect(mustRefuse(await viewInvitation(deps, forged)).code).toBe("invitation_unknown");
  }
});

test("R25 R26: a bad password is refused with its reason and costs nothing", async () => {
  const { deps, invite } = await story();
  const token = await invite(petraDetails);
  for (const [typed, fault] of [
    ["short", "too_short"],
    ["petra is the best one", "context"],
    ["acme-acme-1234", "context"],
  ] as const) {
    expect(mustRefuse(await acceptInvitation(deps, { token, password: typed, device: null }))).toEqual({
      code: "password",
      fault,
    });
  }
  must(await acceptInvitation(deps, { token, password, device: null }));
});

test("R31: an employee's address must be in one of the company's domains; a payee's need not", async () => {
  const { deps, clock, olivia, companyId } = await story();
  await owner`update companies set email_domains = '["acmebuilders.example"]' where id = ${companyId}`;
  clock.advance(30_000);
  const { challengeId } = await beginStepUp(deps, olivia.actor, { act: "invite" });
  const step = { challengeId, code: codeOf(deps, olivia.secret) };
  const outside = { ...samDetails, email: "sam@gmail.example" };
  expect(mustRefuse(await inviteUser(deps, olivia.actor, { ...outside, ...step }))).toEqual({
    code: "email_domain",
    domains: ["acmebuilders.example"],
  });
  must(await inviteUser(deps, olivia.actor, { ...petraDetails, ...step }));
});

test("a known address is refused with a pointer, and the code stays good for the corrected one", async () => {
  const { deps, clock, olivia, invite } = await story();
  await invite(petraDetails);
  clock.advance(30_000);
  const { challengeId } = await beginStepUp(deps, olivia.actor, { act: "invite" });
  const step = { challengeId, code: codeOf(deps, olivia.secret) };
  const again = await inviteUser(deps, olivia.actor, {
    ...petraDetails,
    email: " PETRA@alvarezdrywall.example ",
    ...step,
  });
  expect(mustRefuse(again)).toEqual({ code: "email_known", name: "Petra Alvarez", status: "invited" });
  must(await inviteUser(deps, olivia.actor, { ...samDetails, ...step }));
});

test("R37: only a System Administrator invites, with an own right code; a refusal is audited", async () => {
  const { deps, clock, olivia, join, companyId } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  clock.advance(30_000);
  const bySam = await beginStepUp(deps, sam.actor, { act: "invite" });
  const refusal = mustRefuse(
    await inviteUser(deps, sam.actor, { ...petraDetails, ...bySam, code: codeOf(deps, sam.secret) }),
  );
  expect(refusal).toEqual({ code: "not_system_administrator", helpers: ["Olivia"] });
  const byOlivia = await beginStepUp(deps, olivia.actor, { act: "invite" });
  expect(
    mustRefuse(await inviteUser(deps, olivia.actor, { ...petraDetails, ...byOlivia, code: "000000" })).code,
  ).toBe("wrong_code");
  expect(
    await owner`select 1 from users where email = ${petraDetails.email} and company_id = ${companyId}`,
  ).toHaveLength(0);
  expect(await auditKinds(owner, companyId)).toEqual(expect.arrayContaining(["act_refused", "wrong_code"]));
});

test("a grant to an invited person counts from enrolment on", async () => {
  const { deps, clock } = testDeps(db);
  const { slug, companyId } = await acme(deps, clock);
  const [admin] = await listAdmins(deps, { slug });
  expect(admin).toMatchObject({ name: "Olivia Reyes", email: "olivia@acmebuilders.example", enrolled: true });
  const kinds = await auditKinds(owner, companyId);
  expect(kinds.slice(0, 3)).toEqual(["company_created", "invitation_accepted", "factor_activated"]);
});

test("the invitation's token waits sealed in the outbox", async () => {
  const { deps, invite, companyId } = await story();
  const token = await invite(petraDetails);
  expect((await payloadOf(deps, companyId, "invitation_mail"))["token"]).toBe(token);
  expect(JSON.stringify(await owner`select * from outbox where company_id = ${companyId}`)).not.toContain(
    token,
  );
});
