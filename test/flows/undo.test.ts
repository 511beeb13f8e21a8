import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { openUndo } from "../../src/flows/open-undo.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { undoReset } from "../../src/flows/undo-reset.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { codeOf, must, mustFindSession, mustRefuse, samDetails, type TestPerson } from "../helpers/people.ts";
import {
  acmeWithPetra,
  enrolling,
  halfSignedIn,
  hold,
  latestReset,
  reset,
  signedIn,
} from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story(more: { reason?: "stolen" } = {}) {
  const all = await acmeWithPetra(db);
  const sent = await reset(all.deps, all.clock, all.olivia, all.petra, more);
  return { ...all, ...sent };
}

async function requestOf(person: TestPerson): Promise<string> {
  const [row] =
    await owner`select id from requests where subject_id = ${person.userId} order by created_at desc limit 1`;
  return String(row?.["id"]);
}

/** The form, and its submission with the admin's next code. */
async function undo(
  deps: Deps,
  clock: { advance: (ms: number) => void },
  admin: TestPerson,
  person: TestPerson,
) {
  const { challengeId } = must(await openUndo(deps, admin.actor, { requestId: await requestOf(person) }));
  clock.advance(30_000);
  return undoReset(deps, admin.actor, { challengeId, code: codeOf(deps, admin.secret) });
}

test("undoing a reset makes the old codes work again, voids its setup code and signs everybody out", async () => {
  const { deps, clock, olivia, petra, setupCode, stopToken, companyId } = await story();
  const half = await halfSignedIn(deps, petra);
  must(await undo(deps, clock, olivia, petra));
  expect((await latestReset(deps, petra))?.outcome).toBe("undone");
  const late = await enterSetupCode(deps, half.session, { code: setupCode });
  expect(mustRefuse(late).code).toBe("session_over");
  const next = await halfSignedIn(deps, petra);
  expect(next.session.next).toBe("verify");
  expect(mustRefuse(await enterSetupCode(deps, next.session, { code: setupCode })).code).toBe(
    "setup_code_expired",
  );
  expect(mustRefuse(await stopReset(deps, { token: stopToken })).code).toBe("stop_link_used");
  clock.advance(30_000);
  const back = must(await verifySignIn(deps, next.session, { code: codeOf(deps, petra.secret) }));
  // The old recovery code stays void: a new one is saved before anything else.
  expect((await mustFindSession(deps, back.sessionToken)).next).toBe("recovery_code");
  expect(await auditKinds(owner, companyId)).toContain("reset_undone");
});

test("the setup code mail that has not left is dropped; the person, the requester and the administrators are told", async () => {
  const { deps, clock, olivia, petra, join } = await acmeWithPetra(db);
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  const marcus = await join(
    { ...samDetails, firstName: "Marcus", email: "marcus@acmebuilders.example" },
    "U0MARCUS01",
  );
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  await setRoles(deps, marcus, { isSystemAdministrator: true });
  await reset(deps, clock, olivia, petra);
  must(await undo(deps, clock, nora, petra));
  const rows = await owner`
    select kind, recipient_id, last_error from outbox where company_id = ${petra.actor.companyId}
      and (kind like 'reset_undone%' or kind in ('setup_code_mail', 'request_notice')) order by kind`;
  expect(rows.map((row) => [row["kind"], row["recipient_id"], row["last_error"]])).toEqual([
    ["request_notice", olivia.userId, null],
    ["reset_undone_alert_dm", marcus.userId, null],
    ["reset_undone_alert_mail", marcus.userId, null],
    ["reset_undone_mail", petra.userId, null],
    ["setup_code_mail", petra.userId, "void"],
  ]);
});

test("an undone reset is never said to have lapsed, and the next reset is a new one", async () => {
  const { deps, clock, olivia, petra } = await story();
  must(await undo(deps, clock, olivia, petra));
  clock.advance(4 * day);
  await runTimers(deps);
  expect((await latestReset(deps, petra))?.outcome).toBe("undone");
  await reset(deps, clock, olivia, petra);
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
});

test("a lapsed reset can be undone; a stopped, completed or undone one cannot, nor one for a stolen phone", async () => {
  const lapsed = await story();
  lapsed.clock.advance(4 * day);
  await runTimers(lapsed.deps);
  must(await undo(lapsed.deps, lapsed.clock, lapsed.olivia, lapsed.petra));
  const refusalOf = async ({ deps, olivia, petra }: Awaited<ReturnType<typeof story>>) => {
    const before = await mfaState(owner, petra.userId);
    const { code } = mustRefuse(await openUndo(deps, olivia.actor, { requestId: await requestOf(petra) }));
    expect(await mfaState(owner, petra.userId)).toBe(before);
    return code;
  };
  expect(await refusalOf(lapsed)).toBe("reset_over");
  const stopped = await story();
  must(await stopReset(stopped.deps, { token: stopped.stopToken }));
  expect(await refusalOf(stopped)).toBe("reset_over");
  expect(await refusalOf(await story({ reason: "stolen" }))).toBe("undo_stolen");
  const begun = await story();
  await enrolling(begun.deps, begun.petra, begun.setupCode);
  expect(await refusalOf(begun)).toBe("undo_too_late");
});

test("R37 R39: set-up that begins between the form and the code refuses it; the code is consumed", async () => {
  const { deps, clock, olivia, petra, setupCode } = await story();
  const { challengeId } = must(await openUndo(deps, olivia.actor, { requestId: await requestOf(petra) }));
  await enrolling(deps, petra, setupCode);
  clock.advance(30_000);
  const input = { challengeId, code: codeOf(deps, olivia.secret) };
  expect(mustRefuse(await undoReset(deps, olivia.actor, input)).code).toBe("undo_too_late");
  const [row] =
    await owner`select consumed_at is not null as spent from challenges where id = ${challengeId}`;
  expect(row).toEqual({ spent: true });
  expect((await latestReset(deps, petra))?.outcome).toBe("open");
});

test("R35: who may not reset may not undo, nor may the person; a reset made since is not undone by an old form", async () => {
  const { deps, clock, olivia, petra, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  const requestId = await requestOf(petra);
  expect(mustRefuse(await openUndo(deps, sam.actor, { requestId })).code).toBe("not_payments_admin");
  expect(mustRefuse(await openUndo(deps, olivia.actor, { requestId: "NOSUCHREQUEST000" })).code).toBe(
    "request_unknown",
  );
  const { challengeId } = must(await openUndo(deps, olivia.actor, { requestId }));
  clock.advance(minute);
  await owner`update resets set outcome = 'lapsed' where subject_id = ${petra.userId}`;
  await owner`update resets set executed_at = executed_at - interval '8 days' where subject_id = ${petra.userId}`;
  await reset(deps, clock, olivia, petra);
  clock.advance(30_000);
  const stale = await undoReset(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) });
  expect(mustRefuse(stale).code).toBe("challenge_expired");
  expect(mustRefuse(await openUndo(deps, olivia.actor, { requestId })).code).toBe("reset_over");
});

test("A12: a double click undoes once", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  const { challengeId } = must(await openUndo(deps, olivia.actor, { requestId: await requestOf(petra) }));
  clock.advance(30_000);
  const input = { challengeId, code: codeOf(deps, olivia.secret) };
  const results = await Promise.all(Array.from({ length: 10 }, () => undoReset(deps, olivia.actor, input)));
  expect(results.filter((one) => one.ok)).toHaveLength(1);
  for (const one of results) if (!one.ok) expect(one.refusal.code).toBe("challenge_spent");
  expect((await auditKinds(owner, companyId)).filter((kind) => kind === "reset_undone")).toHaveLength(1);
});

test("R44: undoing and beginning to set up at once end in one of the two, never in both", async () => {
  const outcomes = new Set<string>();
  for (let n = 0; n < 8; n++) {
    const { deps, clock, olivia, petra, setupCode } = await story();
    const { session } = await halfSignedIn(deps, petra);
    const { challengeId } = must(await openUndo(deps, olivia.actor, { requestId: await requestOf(petra) }));
    clock.advance(30_000);
    // Hashing the setup code takes its time: the undo starts a little later each time.
    const wait = new Promise((go) => setTimeout(go, n * 6));
    const [entered, undone] = await Promise.all([
      enterSetupCode(deps, session, { code: setupCode }),
      wait.then(() => undoReset(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) })),
    ]);
    expect([entered.ok, undone.ok].filter(Boolean)).toHaveLength(1);
    outcomes.add(undone.ok ? "undone" : "begun");
    const rows =
      await owner`select state from factors where user_id = ${petra.userId} and state in ('active', 'pending')`;
    expect(rows).toEqual([{ state: undone.ok ? "active" : "pending" }]);
    if (!entered.ok) continue;
    const enrolment = await mustFindSession(deps, entered.value.sessionToken);
    const { secret } = must(await viewEnrolment(deps, enrolment));
    must(await enrolApp(deps, enrolment, { code: codeOf(deps, secret) }));
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

test("Lock now, which the reset ended, holds again when the reset is undone", async () => {
  const { deps, clock, olivia, petra, join } = await acmeWithPetra(db);
  const sam = await join(samDetails, "U0SAM00001");
  const { until } = must(await hold(deps, sam, petra));
  await reset(deps, clock, olivia, petra);
  clock.advance(hour);
  must(await undo(deps, clock, olivia, petra));
  const [row] = await owner`select held_until from users where id = ${petra.userId}`;
  expect(row).toEqual({ held_until: until });
});

test("R60: every factor keeps its row, and the trail says when it was bound, turned off, given back and destroyed", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  must(await undo(deps, clock, olivia, petra));
  await signedIn(deps, clock, petra);
  await reset(deps, clock, olivia, petra).then(({ stopToken }) => stopReset(deps, { token: stopToken }));
  await signedIn(deps, clock, petra);
  clock.advance(minute);
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  const rows = await owner`
    select state, activated_at is not null as bound, destroyed_at is not null as destroyed, session_id is not null as origin
    from factors where user_id = ${petra.userId} order by created_at`;
  expect(rows).toEqual([
    { state: "destroyed", bound: true, destroyed: true, origin: true },
    { state: "active", bound: true, destroyed: false, origin: true },
  ]);
  const events = await owner`
    select kind, facts from audit_events where company_id = ${companyId} and (subject_id = ${petra.userId} or actor_id = ${petra.userId})
      and kind in ('factor_activated', 'reset_executed', 'reset_undone', 'reset_stopped', 'factor_given_back') order by seq`;
  expect(events.map((event) => event["kind"])).toEqual([
    "factor_activated",
    "reset_executed",
    "reset_undone",
    "reset_executed",
    "reset_stopped",
    "factor_given_back",
    "reset_executed",
    "factor_activated",
  ]);
  const executed = events.filter((event) => event["kind"] === "reset_executed");
  for (const event of executed)
    expect(event["facts"]).toMatchObject({ factorsBefore: "totp", factorsAfter: "" });
});
