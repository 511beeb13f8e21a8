import { expect, test } from "vitest";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { mfaState } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import {
  acme,
  codeOf,
  must,
  mustFindSession,
  mustRefuse,
  password,
  petraDetails,
} from "../helpers/people.ts";
import { acmeWithPetra, enrolling, halfSignedIn, latestReset, reset } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const story = () => acmeWithPetra(db);

/** Accepted, and at the set-up page. */
async function newcomer() {
  const { deps, clock } = testDeps(db);
  const { invite, companyId } = await acme(deps, clock);
  const token = await invite(petraDetails);
  const accepted = must(await acceptInvitation(deps, { token, password, device: null }));
  const session = await mustFindSession(deps, accepted.sessionToken);
  const { secret } = must(await viewEnrolment(deps, session));
  return { deps, clock, companyId, session, secret };
}

test("R11: a factor is active only after a right code; a wrong one and an abandoned set-up change nothing", async () => {
  const { deps, clock, companyId, session, secret } = await newcomer();
  expect(mustRefuse(await enrolApp(deps, session, { code: "000000" })).code).toBe("wrong_app_code");
  const rows = await owner`select state from factors where user_id = ${session.userId}`;
  expect(rows).toEqual([{ state: "pending" }]);
  clock.advance(2 * hour);
  expect(mustRefuse(await enrolApp(deps, session, { code: codeOf(deps, secret) })).code).toBe("session_over");
  const again = must(await signIn(deps, { companyId, email: petraDetails.email, password, device: null }));
  const fresh = await mustFindSession(deps, again.sessionToken);
  expect(fresh.next).toBe("enrol");
  expect(must(await viewEnrolment(deps, fresh)).secret).not.toBe(secret);
});

test("R08: the code that ended the set-up does not sign in as well", async () => {
  const { deps, session, secret, companyId } = await newcomer();
  const code = codeOf(deps, secret);
  must(await enrolApp(deps, session, { code }));
  const half = must(await signIn(deps, { companyId, email: petraDetails.email, password, device: null }));
  const next = await mustFindSession(deps, half.sessionToken);
  expect(mustRefuse(await verifySignIn(deps, next, { code })).code).toBe("code_already_used");
});

test("R11: twenty right codes at once make one active factor", async () => {
  const { deps, session, secret } = await newcomer();
  const code = codeOf(deps, secret);
  const results = await Promise.all(Array.from({ length: 20 }, () => enrolApp(deps, session, { code })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const rows = await owner`select state from factors where user_id = ${session.userId} and state = 'active'`;
  expect(rows).toHaveLength(1);
});

test("B1: the old factor stands until the new one is active: opening the set-up page deletes nothing", async () => {
  const { deps, clock, olivia, petra } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const before = await mfaState(owner, petra.userId);
  must(await viewEnrolment(deps, session));
  mustRefuse(await enrolApp(deps, session, { code: "000000" }));
  expect(await mfaState(owner, petra.userId)).toBe(before);
  expect(before).toContain("suspended");
});

test("R45 B4: the new factor replaces the old, which is destroyed, and the setup code is used up in the same step", async () => {
  const { deps, clock, olivia, petra } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  const rows = await owner<{ state: string; empty: boolean }[]>`
    select state, secret_box is null as empty from factors where user_id = ${petra.userId} order by created_at`;
  expect(rows).toEqual([
    { state: "destroyed", empty: true },
    { state: "active", empty: false },
  ]);
  expect(await latestReset(deps, petra)).toMatchObject({ outcome: "completed", codeHash: null });
  clock.advance(30_000);
  const half = await halfSignedIn(deps, petra);
  expect(half.session.next).toBe("verify");
  expect(mustRefuse(await enterSetupCode(deps, half.session, { code: setupCode })).code).not.toBe(
    "challenge_spent",
  );
  expect(mustRefuse(await verifySignIn(deps, half.session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "wrong_code",
  );
});

test("B10: the first codes of the new app are accepted, although the old one's last step was later", async () => {
  const { deps, clock, olivia, petra } = await story();
  await owner`update factors set last_step = 2000000000 where user_id = ${petra.userId} and state = 'active'`;
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  clock.advance(30_000);
  const half = await halfSignedIn(deps, petra);
  must(await verifySignIn(deps, half.session, { code: codeOf(deps, secret) }));
});

test("B7 R44: a set-up begun before a reset cannot end after it", async () => {
  const { deps, session, secret } = await newcomer();
  await owner`update users set mfa_epoch = mfa_epoch + 1 where id = ${session.userId}`;
  expect(mustRefuse(await enrolApp(deps, session, { code: codeOf(deps, secret) })).code).toBe("session_over");
});

test("R44 B7: a re-enrolment begun under one reset cannot end after the next", async () => {
  const { deps, clock, olivia, petra } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  await owner`update resets set outcome = 'undone' where subject_id = ${petra.userId}`;
  await reset(deps, clock, olivia, petra);
  expect(mustRefuse(await enrolApp(deps, session, { code: codeOf(deps, secret) })).code).toBe("session_over");
  const rows =
    await owner`select state from factors where user_id = ${petra.userId} and state in ('active', 'pending')`;
  expect(rows).toEqual([]);
});

test("B3: the mailed setup code without the password opens nothing", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  await reset(deps, clock, olivia, petra);
  const wrong = await signIn(deps, {
    companyId,
    email: petra.email,
    password: "not the password",
    device: null,
  });
  expect(mustRefuse(wrong).code).toBe("wrong_sign_in");
});

test("R45: two browsers with the setup code end in one factor", async () => {
  const { deps, clock, olivia, petra } = await story();
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const [one, two] = [await enrolling(deps, petra, setupCode), await enrolling(deps, petra, setupCode)];
  const secrets = [must(await viewEnrolment(deps, one)).secret, must(await viewEnrolment(deps, two)).secret];
  const results = await Promise.all([
    enrolApp(deps, one, { code: codeOf(deps, secrets[0] ?? "") }),
    enrolApp(deps, two, { code: codeOf(deps, secrets[1] ?? "") }),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const rows =
    await owner`select state from factors where user_id = ${petra.userId} and state <> 'destroyed'`;
  expect(rows).toEqual([{ state: "active" }]);
});

test("R09: the secret is sealed in its row and stands nowhere else", async () => {
  const { deps, session, secret } = await newcomer();
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  const tables = await owner<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public'`;
  for (const { name } of tables) {
    expect(JSON.stringify(await owner`select * from ${owner(name)}`)).not.toContain(secret);
  }
  expect(mustRefuse(await viewEnrolment(deps, session)).code).toBe("enrolment_void");
});
