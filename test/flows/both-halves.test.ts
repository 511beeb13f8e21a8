import { expect, test } from "vitest";
import { verifySecret } from "../../src/crypto/password.ts";
import { choosePassword } from "../../src/flows/choose-password.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { enterBothHalves } from "../../src/flows/enter-both-halves.ts";
import { enterSetupCode } from "../../src/flows/enter-setup-code.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { runTimers } from "../../src/flows/run-timers.ts";
import { sendSetupCodeAgain } from "../../src/flows/send-setup-code-again.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { halvesStory, newPassword, waitingHalf } from "../helpers/halves-story.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { codeOf, must, mustFindSession, mustRefuse, password } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, hold, latestReset, reset, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

type Story = Awaited<ReturnType<typeof halvesStory>>;

const passwordHashOf = async ({ petra }: Pick<Story, "petra">): Promise<string> =>
  (await owner`select password_hash from users where id = ${petra.userId}`)[0]?.["password_hash"];

/** New password, new phone, from a session that both halves opened. */
async function setUp({ deps, entered }: Story) {
  const session = await entered();
  must(await choosePassword(deps, session, { password: newPassword }));
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  return secret;
}

test("R45: both halves open a new password, then a new phone, and nothing before that is changed", async () => {
  const at = await halvesStory(db);
  const { deps, petra, companyId } = at;
  const before = await passwordHashOf(at);
  const session = await at.entered();
  expect([session.level, session.next]).toEqual(["enrol", "new_password"]);
  const pending = must(await viewEnrolment(deps, session));
  const early = await enrolApp(deps, session, { code: codeOf(deps, pending.secret) });
  expect(mustRefuse(early).code).toBe("enrolment_void");
  must(await choosePassword(deps, session, { password: newPassword }));
  expect(await passwordHashOf(at)).toBe(before);
  must(await enrolApp(deps, session, { code: codeOf(deps, pending.secret) }));
  const after = await passwordHashOf(at);
  expect([await verifySecret(after, newPassword), await verifySecret(after, password)]).toEqual([
    true,
    false,
  ]);
  const [user] = await owner`select password_changed_at from users where id = ${petra.userId}`;
  expect(user?.["password_changed_at"]).toEqual(deps.now());
  const [row] = await owner`select new_password_hash from sessions where id = ${session.id}`;
  expect(row?.["new_password_hash"]).toBeNull();
  expect(await latestReset(deps, petra)).toMatchObject({
    outcome: "completed",
    codeHash: null,
    halfBox: null,
  });
  const kinds = await messageKinds(deps, companyId);
  for (const told of ["password_changed_mail", "password_changed_dm", "reset_completed_mail"])
    expect(kinds).toContain(told);
  expect(await auditKinds(owner, companyId)).toEqual(
    expect.arrayContaining([
      "setup_code_accepted",
      "password_chosen",
      "password_changed",
      "factor_activated",
    ]),
  );
});

test("R45: a set-up that was broken off is begun again with the same halves, and the old password stays until the end", async () => {
  const at = await halvesStory(db);
  const before = await passwordHashOf(at);
  const first = await at.entered();
  must(await choosePassword(at.deps, first, { password: "never to be used here" }));
  const secret = await setUp(at);
  expect(await verifySecret(await passwordHashOf(at), newPassword)).toBe(true);
  expect(before).not.toBe(await passwordHashOf(at));
  const [left] = await owner`select new_password_hash, ended_at from sessions where id = ${first.id}`;
  expect(left).toMatchObject({ new_password_hash: null, ended_at: expect.any(Date) });
  at.clock.advance(30_000);
  const { companyId, petra, deps } = at;
  const half = must(
    await signIn(deps, { companyId, email: petra.email, password: newPassword, device: null }),
  );
  const session = await mustFindSession(deps, half.sessionToken);
  must(await verifySignIn(deps, session, { code: codeOf(deps, secret) }));
});

test("R45: typing is forgiving, and either half may come first", async () => {
  const { halves, enter } = await halvesStory(db);
  const { mailed, read } = await halves();
  for (const typed of [`${mailed}-${read}`, `${read} ${mailed}`, ` ${mailed.toLowerCase()}  ${read} `])
    must(await enter(typed));
});

test("B3 R48: one half alone, whichever, opens nothing", async () => {
  const { halves, enter } = await halvesStory(db);
  const { mailed, read } = await halves();
  expect([mailed.length, read.length]).toEqual([5, 5]);
  const guesses = [mailed, read, `${mailed}${mailed}`, `${read}${read}`];
  for (const guess of guesses) expect(mustRefuse(await enter(guess)).code).toBe("wrong_halves");
});

test("R04 R32: whoever has no such reset is answered as nobody is, with any code", async () => {
  const { enter, olivia } = await halvesStory(db);
  const known = mustRefuse(await enter("AAAAA-AAAAA"));
  for (const email of ["nobody@nowhere.example", olivia.email, "", "x".repeat(300)])
    expect(mustRefuse(await enter("AAAAA-AAAAA", email))).toEqual(known);
});

test("R04 R45: the whole code of an ordinary reset opens nothing without the password", async () => {
  const { deps, clock, olivia, petra, companyId } = await acmeWithPetra(db);
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const typed = { companyId, email: petra.email, code: setupCode, device: null, address: undefined };
  expect(mustRefuse(await enterBothHalves(deps, typed)).code).toBe("wrong_halves");
});

test("R46: the halves end after 24 hours, and the reset with them", async () => {
  const { deps, clock, enter, halves, petra } = await halvesStory(db);
  const { mailed, read } = await halves();
  clock.advance(24 * hour);
  expect(mustRefuse(await enter(mailed + read)).code).toBe("wrong_halves");
  // Other stories of this file have timers of their own before it.
  while ((await runTimers(deps)) > 0);
  expect(await latestReset(deps, petra)).toMatchObject({ outcome: "lapsed", codeHash: null, halfBox: null });
});

test("R12 R46: five wrong tries pause the address for their network, known or not; the halves are as good as before", async () => {
  const { deps, clock, halves, enter, petra, companyId } = await halvesStory(db);
  const { mailed, read } = await halves();
  for (const email of [petra.email, "nobody@nowhere.example"]) {
    for (let n = 0; n < 4; n++) expect(mustRefuse(await enter("AAAAA", email)).code).toBe("wrong_halves");
    const until = new Date(deps.now().getTime() + 30 * minute);
    expect(mustRefuse(await enter("AAAAA", email))).toEqual({ code: "sign_in_locked", until });
  }
  expect(mustRefuse(await enter(mailed + read)).code).toBe("sign_in_locked");
  // Nobody can keep the person from signing in with a password by typing wrong halves.
  must(await signIn(deps, { companyId, email: petra.email, password, device: null }));
  clock.advance(30 * minute);
  must(await enter(mailed + read));
});

test("R12: a stranger's wrong halves, in a parallel burst too, keep the owner out of nothing: not elsewhere, and no code of the account is locked", async () => {
  const { clock, halves, enter, petra, companyId } = await halvesStory(db);
  const { mailed, read } = await halves();
  await owner`update users set code_failures = 7 where id = ${petra.userId}`;
  const burst = await Promise.all(Array.from({ length: 8 }, () => enter("AAAAA-AAAAA")));
  const codes = burst.map((one) => mustRefuse(one).code);
  expect(codes.filter((code) => code === "wrong_halves")).toHaveLength(4);
  expect(mustRefuse(await enter(mailed + read)).code).toBe("sign_in_locked");
  // As after many rounds: what trickles in from one network adds up to nothing.
  await owner`update sign_in_throttles set failures = 49 where company_id = ${companyId} and locked_until is null`;
  clock.advance(30 * minute);
  for (let n = 0; n < 5; n++) mustRefuse(await enter("AAAAA-AAAAA"));
  const [user] = await owner`select code_failures, locked_until from users where id = ${petra.userId}`;
  expect(user).toEqual({ code_failures: 7, locked_until: null });
  must(await enter(mailed + read, petra.email, "198.51.100.9"));
});

test("R12: fifty wrong halves from all networks together pause the address, in a parallel burst too", async () => {
  const { deps, clock, halves, enter, petra } = await halvesStory(db);
  const { mailed, read } = await halves();
  const from = (n: number) => `198.51.100.${n}`;
  const tries = Array.from({ length: 60 }, (_, n) => enter("AAAAA", petra.email, from(n % 15)));
  const codes = (await Promise.all(tries)).map((one) => mustRefuse(one).code);
  expect(codes.filter((code) => code === "wrong_halves")).toHaveLength(49);
  const until = new Date(deps.now().getTime() + 30 * minute);
  expect(mustRefuse(await enter(mailed + read, petra.email, from(99)))).toEqual({
    code: "sign_in_locked",
    until,
  });
  clock.advance(30 * minute);
  must(await enter(mailed + read, petra.email, from(99)));
});

test("R12: while the account's codes are locked the halves are no oracle", async () => {
  const { deps, clock, halves, enter, petra } = await halvesStory(db);
  const { mailed, read } = await halves();
  const until = new Date(deps.now().getTime() + 30 * minute);
  await owner`update users set code_failures = 10, locked_until = ${until} where id = ${petra.userId}`;
  expect(mustRefuse(await enter(mailed + read))).toEqual(mustRefuse(await enter("AAAAA-AAAAA")));
  clock.advance(30 * minute);
  must(await enter(mailed + read));
});

test("R44 R48: a stop voids both halves and a set-up begun with them; the password is the old one", async () => {
  const at = await halvesStory(db);
  const { deps, companyId, petra } = at;
  const { mailed, read } = await at.halves();
  const { stopToken = "" } = await payloadOf(deps, companyId, "setup_code_mail");
  const before = await passwordHashOf(at);
  const session = await at.entered();
  must(await choosePassword(deps, session, { password: newPassword }));
  const { secret } = must(await viewEnrolment(deps, session));
  must(await stopReset(deps, { token: stopToken }));
  expect(mustRefuse(await enrolApp(deps, session, { code: codeOf(deps, secret) })).code).toBe("session_over");
  expect(mustRefuse(await choosePassword(deps, session, { password: newPassword })).code).toBe(
    "session_over",
  );
  expect(mustRefuse(await at.enter(mailed + read)).code).toBe("wrong_halves");
  expect([await waitingHalf(deps, petra), await passwordHashOf(at)]).toEqual([undefined, before]);
  const [row] = await owner`select new_password_hash from sessions where id = ${session.id}`;
  expect(row?.["new_password_hash"]).toBeNull();
});

test("R44: a new reset voids the halves of the one before, and what was begun with them", async () => {
  const at = await halvesStory(db);
  const { deps, clock, olivia, petra } = at;
  const session = await at.entered();
  const { mailed, read } = await at.halves();
  clock.advance(30_000);
  const renew = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  const form = must(await openResetForm(deps, olivia.actor, { anewFor: renew.challengeId }));
  const code = codeOf(deps, olivia.secret);
  must(await resetMfa(deps, olivia.actor, { ...why, challengeId: form.challengeId, code }));
  expect(mustRefuse(await choosePassword(deps, session, { password: newPassword })).code).toBe(
    "session_over",
  );
  expect(mustRefuse(await at.enter(mailed + read)).code).toBe("wrong_halves");
});

test("R44: a locked account takes no halves", async () => {
  const { deps, sam, petra, halves, enter } = await halvesStory(db);
  const { mailed, read } = await halves();
  must(await hold(deps, sam, petra));
  expect(mustRefuse(await enter(mailed + read)).code).toBe("wrong_halves");
});

test("R25 R26: the new password is judged as every password, and costs nothing when it is refused", async () => {
  const at = await halvesStory(db);
  const session = await at.entered();
  for (const [typed, fault] of [
    ["short", "too_short"],
    ["petra alvarez 2026", "context"],
    ["password12345", "common"],
  ] as const) {
    expect(mustRefuse(await choosePassword(at.deps, session, { password: typed }))).toEqual({
      code: "password",
      fault,
    });
  }
  must(await choosePassword(at.deps, session, { password: newPassword }));
});

test("R46: with a password after all both halves open enrolment too; the person cannot have half a code sent again", async () => {
  const { deps, petra, halves } = await halvesStory(db);
  const { mailed, read } = await halves();
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await sendSetupCodeAgain(deps, session)).code).toBe("resend_exhausted");
  expect(mustRefuse(await enterSetupCode(deps, session, { code: mailed })).code).toBe("wrong_code");
  const entered = must(await enterSetupCode(deps, session, { code: read + mailed }));
  expect((await mustFindSession(deps, entered.sessionToken)).next).toBe("enrol");
});
