import { expect, test } from "vitest";
import { approveRequest } from "../../src/flows/approve-request.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { cancelRequest } from "../../src/flows/cancel-request.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { openDecision } from "../../src/flows/open-decision.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { renewReset } from "../../src/flows/renew-reset.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { codeOf, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";
import { acmeWithPetra, ask, enrolling, openForm, reset, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story() {
  const all = await acmeWithPetra(db);
  const sam = await all.join(samDetails, "U0SAM00001");
  const approve = async (requestId: string) => {
    all.clock.advance(30_000);
    const { challengeId } = must(await openDecision(all.deps, all.olivia.actor, requestId));
    const code = codeOf(all.deps, all.olivia.secret);
    return approveRequest(all.deps, all.olivia.actor, { challengeId, code });
  };
  return { ...all, sam, approve };
}

test("R36: whoever may not reset is given the form that asks, and asking changes nothing until one who may agrees", async () => {
  const { deps, sam, petra, approve, companyId } = await story();
  const form = must(await openResetForm(deps, sam.actor, { email: petra.email }));
  expect(form).toMatchObject({ kind: "ask", required: 1, deciders: ["Olivia"], reset: null });
  const before = await mfaState(owner, petra.userId);
  const { submitted } = must(await askForReset(deps, sam.actor, { ...why, challengeId: form.challengeId }));
  expect(submitted).toMatchObject({ kind: "waiting", deciders: ["Olivia"], required: 1 });
  expect(await mfaState(owner, petra.userId)).toBe(before);
  must(await approve(submitted.request.id));
  const [row] = await owner`select actor_id, outcome from resets where subject_id = ${petra.userId}`;
  expect(row?.["outcome"]).toBe("open");
  expect(await auditKinds(owner, companyId)).toEqual(
    expect.arrayContaining(["reset_asked", "request_approved", "reset_executed"]),
  );
});

test("R38: an ask keeps reason, verification, the wording confirmed and the support message", async () => {
  const { deps, sam, petra, approve } = await story();
  const challengeId = await openForm(deps, sam, petra);
  const link = "https://slack.com/archives/C0SUPPORT1/p1548261231000200";
  const input = { ...why, challengeId, note: "Ticket 8841", link };
  const { submitted } = must(await askForReset(deps, sam.actor, input));
  const [request] = await owner`select details from requests where id = ${submitted.request.id}`;
  expect(request?.["details"]).toEqual({ kind: "reset", ...why, note: "Ticket 8841", link });
  must(await approve(submitted.request.id));
  const [row] =
    await owner`select reason, verified_how, attestation, note from resets where subject_id = ${petra.userId}`;
  expect(row).toEqual({
    reason: "lost_phone",
    verified_how: "called",
    attestation: why.attestation,
    note: "Ticket 8841",
  });
});

test("R47: the person is told when it is asked, when it is done, and when it is over, by mail", async () => {
  const { deps, sam, petra, approve, companyId } = await story();
  const mailsToPetra = async () =>
    (
      await owner`select kind from outbox where recipient_id = ${petra.userId} and kind like '%_mail' order by created_at`
    )
      .map((row) => row["kind"])
      .filter((kind) => kind.startsWith("reset") || kind.startsWith("setup"));
  const { submitted } = must(await ask(deps, sam, petra));
  expect(await mailsToPetra()).toEqual(["reset_asked_mail"]);
  must(await approve(submitted.request.id));
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  const session = await enrolling(deps, petra, code);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  expect(await mailsToPetra()).toEqual(["reset_asked_mail", "setup_code_mail", "reset_completed_mail"]);
  // Whoever asked hears of the end, not only whoever decided.
  const [dm] =
    await owner`select recipient_id from outbox where kind = 'reset_completed_dm' and company_id = ${companyId}`;
  expect(dm).toEqual({ recipient_id: sam.userId });
});

test("a second ask, or a Payments Admin who comes to do the same, meets the one that waits: a door, not a dead end", async () => {
  const { deps, sam, petra, olivia, join } = await story();
  const lee = await join(
    { ...samDetails, firstName: "Lee", email: "lee@acmebuilders.example" },
    "U0LEE00001",
  );
  const { submitted } = must(await ask(deps, sam, petra));
  const door = { code: "request_open", requestId: submitted.request.id, requesterName: "Sam Okafor" };
  const byLee = await openResetForm(deps, lee.actor, { email: petra.email });
  expect(must(byLee)).toMatchObject({ kind: "door", refusal: { ...door, mayDecide: false } });
  const byOlivia = await openResetForm(deps, olivia.actor, { email: petra.email });
  expect(must(byOlivia)).toMatchObject({ kind: "door", refusal: { ...door, mayDecide: true } });
});

test("R40: ten asks at once make one request", async () => {
  const { deps, sam, petra } = await story();
  const forms = await Promise.all(Array.from({ length: 10 }, () => openForm(deps, sam, petra)));
  const results = await Promise.all(
    forms.map((challengeId) => askForReset(deps, sam.actor, { ...why, challengeId })),
  );
  expect(results.filter((one) => one.ok)).toHaveLength(1);
  const rows = await owner`select id from requests where subject_id = ${petra.userId}`;
  expect(rows).toHaveLength(1);
});

test("R37: a form is sent once, and only by the person it was given to", async () => {
  const { deps, clock, sam, petra, join } = await story();
  const lee = await join(
    { ...samDetails, firstName: "Lee", email: "lee@acmebuilders.example" },
    "U0LEE00001",
  );
  const challengeId = await openForm(deps, sam, petra);
  expect(mustRefuse(await askForReset(deps, lee.actor, { ...why, challengeId })).code).toBe(
    "challenge_expired",
  );
  const { submitted } = must(await askForReset(deps, sam.actor, { ...why, challengeId }));
  must(await cancelRequest(deps, sam.actor, submitted.request.id));
  expect(mustRefuse(await askForReset(deps, sam.actor, { ...why, challengeId })).code).toBe(
    "challenge_spent",
  );
  const old = await openForm(deps, sam, petra);
  clock.advance(10 * minute);
  expect(mustRefuse(await askForReset(deps, sam.actor, { ...why, challengeId: old })).code).toBe(
    "challenge_expired",
  );
  const again = must(await openResetForm(deps, sam.actor, { again: old }));
  expect(again.kind).toBe("ask");
  must(await askForReset(deps, sam.actor, { ...why, challengeId: again.challengeId }));
});

test("R32 R35: payees may not ask, and nobody asks for themselves", async () => {
  const { deps, sam, join } = await story();
  const pat = await join({ ...petraDetails, firstName: "Pat", email: "pat@patco.example" }, "U0PAT00001");
  expect(mustRefuse(await openResetForm(deps, sam.actor, { email: sam.email })).code).toBe("self");
  const [known, unknown] = await Promise.all(
    [sam.email, "nobody@nowhere.example"].map((email) => openResetForm(deps, pat.actor, { email })),
  );
  expect(known).toEqual(unknown);
  expect(known).toEqual({ ok: false, refusal: { code: "not_employee", helpers: ["Olivia"] } });
});

test("R50: five asks a day; the sixth is refused until the first is a day old", async () => {
  const { deps, clock, sam, petra } = await story();
  const first = deps.now();
  for (let n = 0; n < 5; n++) {
    const { submitted } = must(await ask(deps, sam, petra));
    must(await cancelRequest(deps, sam.actor, submitted.request.id));
    clock.advance(hour);
  }
  expect(mustRefuse(await ask(deps, sam, petra))).toEqual({
    code: "ask_limit",
    until: new Date(first.getTime() + day),
  });
  clock.advance(day - 5 * hour);
  const { submitted } = must(await ask(deps, sam, petra));
  must(await cancelRequest(deps, sam.actor, submitted.request.id));
  expect(mustRefuse(await ask(deps, sam, petra)).code).toBe("ask_limit");
  // The demo's visitor tries as often as they like.
  must(await ask({ ...deps, isUnhurried: true }, sam, petra));
});

test("R50: whoever comes to a limit of resets is reported to the other administrators, once an hour", async () => {
  const { deps, clock, olivia, petra, join, companyId } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  for (let n = 0; n < 3; n++) {
    await reset(deps, clock, olivia, petra);
    await owner`update resets set outcome = 'undone' where subject_id = ${petra.userId}`;
  }
  await setRoles(deps, nora, { isSystemAdministrator: true });
  const refused = async () => {
    const challengeId = await openForm(deps, olivia, petra);
    clock.advance(30_000);
    const input = { ...why, challengeId, code: codeOf(deps, olivia.secret) };
    expect(mustRefuse(await resetMfa(deps, olivia.actor, input)).code).toBe("reset_limit");
  };
  const alerts = async () =>
    (await messageKinds(deps, companyId)).filter((kind) => kind === "reset_limit_alert_dm").length;
  await refused();
  await refused();
  expect(await alerts()).toBe(1);
  clock.advance(hour);
  await refused();
  expect(await alerts()).toBe(2);
  const [row] =
    await owner`select recipient_id from outbox where kind = 'reset_limit_alert_dm' and company_id = ${companyId} limit 1`;
  expect(row).toEqual({ recipient_id: nora.userId });
});

test("R36: the reset of an administrator asked for by support needs two, and one of them a Payments Admin", async () => {
  const { deps, sam, join } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  const lee = await join(
    { ...samDetails, firstName: "Lee", email: "lee@acmebuilders.example" },
    "U0LEE00001",
  );
  await setRoles(deps, nora, { isSystemAdministrator: true });
  await setRoles(deps, lee, { isSystemAdministrator: true });
  const form = must(await openResetForm(deps, sam.actor, { email: lee.email }));
  expect(form).toMatchObject({ kind: "ask", required: 2, card: { warnings: [{ why: "administrator" }] } });
  expect(form.kind === "ask" && form.deciders.sort()).toEqual(["Nora", "Olivia"]);
});

test("whoever may only ask is told of a reset that waits for the person already", async () => {
  const { deps, clock, sam, petra, olivia } = await story();
  await reset(deps, clock, olivia, petra);
  const form = must(await openResetForm(deps, sam.actor, { email: petra.email }));
  expect(form).toMatchObject({ kind: "ask", reset: { actorName: "Olivia Reyes", outcome: "open" } });
});

test("an ask that nobody can decide is refused with the way out: before the form, and when it comes to it after", async () => {
  const { deps, sam, petra, olivia } = await story();
  const nobody = { code: "nobody_can_decide", hasRecoveryCode: true };
  // Olivia is the only Payments Admin, and the subject.
  const about = await openResetForm(deps, sam.actor, { email: olivia.email });
  expect(must(about)).toMatchObject({ kind: "door", refusal: { ...nobody, name: "Olivia" } });
  const challengeId = await openForm(deps, sam, petra);
  await setRoles(deps, olivia, { isPaymentsAdmin: false });
  const late = await askForReset(deps, sam.actor, { ...why, challengeId });
  expect(mustRefuse(late)).toEqual({ ...nobody, name: "Petra" });
});

test("R46: a reset that came of an ask and lapsed is renewed by any Payments Admin; whoever asked hears of both", async () => {
  const { deps, clock, sam, petra, approve, join, companyId } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  const { submitted } = must(await ask(deps, sam, petra));
  must(await approve(submitted.request.id));
  clock.advance(3 * day);
  // The other stories' timers are due, too, and a run takes twenty.
  while ((await runTimers(deps)) > 0);
  const [lapsed] =
    await owner`select recipient_id from outbox where kind = 'reset_lapsed_dm' and company_id = ${companyId}`;
  expect(lapsed).toEqual({ recipient_id: sam.userId });
  const form = must(await openResetForm(deps, nora.actor, { email: petra.email }));
  expect(form).toMatchObject({ kind: "renew", reset: { outcome: "lapsed", actorName: "Olivia Reyes" } });
  clock.advance(30_000);
  const input = { challengeId: form.challengeId, code: codeOf(deps, nora.secret) };
  expect(must(await renewReset(deps, nora.actor, input)).requestId).toBe(submitted.request.id);
  const { code = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  await enrolling(deps, petra, code);
});
