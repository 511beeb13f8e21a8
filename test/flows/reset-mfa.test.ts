import { expect, test } from "vitest";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { codeOf, must, mustFindSession, mustRefuse } from "../helpers/people.ts";
import {
  acmeWithPetra,
  enrolling,
  halfSignedIn,
  openForm,
  reset,
  signedIn,
  why,
} from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const story = () => acmeWithPetra(db);

test("R45: a payee whose MFA was reset signs in with password and mailed code, and sets up a new app", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, ` ${setupCode.toLowerCase().replace("-", " ")} `);
  const { secret } = must(await viewEnrolment(deps, session));
  expect(secret).not.toBe(petra.secret);
  const done = must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  expect((await mustFindSession(deps, done.sessionToken)).next).toBe("recovery_code");
  const kinds = await messageKinds(deps, companyId);
  expect(kinds.filter((kind) => kind.startsWith("reset_")).sort()).toEqual([
    "reset_completed_dm",
    "reset_completed_mail",
  ]);
  expect(await auditKinds(owner, companyId)).toEqual(
    expect.arrayContaining(["reset_executed", "setup_code_accepted", "factor_activated", "reset_completed"]),
  );
});

test("B6 R43: one transaction turns factors off, voids codes and challenges, raises the epoch and ends sessions", async () => {
  const { deps, clock, olivia, petra } = await story();
  const full = await signedIn(deps, clock, petra);
  await halfSignedIn(deps, petra);
  await reset(deps, clock, olivia, petra);
  expect(await findSession(deps, full.token)).toBeUndefined();
  const [state] = await owner`
    select mfa_epoch,
      (select count(*)::int from factors where user_id = ${petra.userId} and state = 'active') as active,
      (select count(*)::int from factors where user_id = ${petra.userId} and state = 'suspended' and secret_box is not null) as suspended,
      (select count(*)::int from sessions where user_id = ${petra.userId} and ended_at is null) as sessions,
      (select count(*)::int from challenges where user_id = ${petra.userId} and consumed_at is null and voided_at is null) as challenges,
      (select count(*)::int from recovery_codes where user_id = ${petra.userId} and voided_at is null) as recovery
    from users where id = ${petra.userId}`;
  expect(state).toEqual({ mfa_epoch: 1, active: 0, suspended: 1, sessions: 0, challenges: 0, recovery: 0 });
});

test("R43: where the phone was stolen the factors are destroyed, secret and all", async () => {
  const { deps, clock, olivia, petra } = await story();
  await reset(deps, clock, olivia, petra, { reason: "stolen" });
  const rows = await owner`select state, secret_box from factors where user_id = ${petra.userId}`;
  expect(rows).toEqual([{ state: "destroyed", secret_box: null }]);
});

test("R43: a failure anywhere in the reset rolls all of it back", async () => {
  const { deps, clock, olivia, petra } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  const before = await mfaState(owner, petra.userId);
  const broken = { ...deps, keys: { current: "gone", keys: deps.keys.keys } };
  const input = { ...why, challengeId, code: codeOf(deps, olivia.secret) };
  await expect(resetMfa(broken, olivia.actor, input)).rejects.toThrow("no encryption key");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  must(await resetMfa(deps, olivia.actor, input));
});

test("R06 R37 A12: one right code twenty times at once resets once", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  const input = { ...why, challengeId, code: codeOf(deps, olivia.secret) };
  const results = await Promise.all(Array.from({ length: 20 }, () => resetMfa(deps, olivia.actor, input)));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const [row] = await owner`select count(*)::int as resets from resets where subject_id = ${petra.userId}`;
  expect(row).toEqual({ resets: 1 });
  expect((await messageKinds(deps, companyId)).filter((kind) => kind === "setup_code_mail")).toHaveLength(1);
});

test("R37: an expired challenge refuses the right code, and its successor takes one", async () => {
  const { deps, clock, olivia, petra } = await story();
  const old = await openForm(deps, olivia, petra);
  clock.advance(10 * minute);
  expect(
    mustRefuse(
      await resetMfa(deps, olivia.actor, { ...why, challengeId: old, code: codeOf(deps, olivia.secret) }),
    ).code,
  ).toBe("challenge_expired");
  const { challengeId, card } = must(await openResetForm(deps, olivia.actor, { again: old }));
  expect(card.email).toBe(petra.email);
  must(await resetMfa(deps, olivia.actor, { ...why, challengeId, code: codeOf(deps, olivia.secret) }));
});

test("R38: the reset keeps reason, verification and the wording of the attestation", async () => {
  const { deps, clock, olivia, petra } = await story();
  await reset(deps, clock, olivia, petra);
  const [row] =
    await owner`select reason, verified_how, attestation, actor_id from resets where subject_id = ${petra.userId}`;
  expect(row).toEqual({
    reason: why.reason,
    verified_how: why.verifiedHow,
    attestation: why.attestation,
    actor_id: olivia.userId,
  });
  const [event] =
    await owner`select facts from audit_events where kind = 'reset_executed' and subject_id = ${petra.userId}`;
  expect(event?.["facts"]).toMatchObject({
    attestation: why.attestation,
    factorsBefore: "totp",
    factorsAfter: "",
  });
});

test("R43: the recovery code of before the reset opens nothing", async () => {
  const { deps, clock, olivia, petra } = await story();
  await reset(deps, clock, olivia, petra);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await signInWithRecoveryCode(deps, session, { code: petra.recoveryCode })).code).toBe(
    "wrong_code",
  );
});

test("the payload of the setup code mail is sealed, and the mailed code is stored as a hash only", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const dump =
    JSON.stringify(await owner`select * from resets`) +
    JSON.stringify(await owner`select * from outbox`) +
    JSON.stringify(await owner`select * from audit_events`);
  expect(dump).not.toContain(setupCode);
  expect((await payloadOf(deps, companyId, "setup_code_mail"))["code"]).toBe(setupCode);
});
