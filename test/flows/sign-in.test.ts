import { expect, test } from "vitest";
import { confirmFactor } from "../../src/flows/confirm-factor.ts";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { saveRecoveryCode } from "../../src/flows/save-recovery-code.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { signOut } from "../../src/flows/sign-out.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { viewRecoveryCode } from "../../src/flows/view-recovery-code.ts";
import { auditKinds } from "../helpers/audit.ts";
import { hour, minute, second } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import {
  acme,
  codeOf,
  must,
  mustFindSession,
  mustRefuse,
  password,
  petraDetails,
} from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, reset, signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const story = () => acmeWithPetra(db);

test("R03 R52: the password alone opens the next step only; a code raises the session and changes its token", async () => {
  const { deps, clock, petra } = await story();
  const full = await signedIn(deps, clock, petra);
  expect(full.session.level).toBe("full");
  expect(full.session.next).toBe("done");
  expect(full.token).not.toBe(full.halfToken);
  expect(await findSession(deps, full.halfToken)).toBeUndefined();
});

test("R04: a wrong password and an unknown email get the same answer, and the same lock after ten", async () => {
  const { deps, petra, companyId } = await story();
  const answers = async (email: string, secret: string) => {
    const seen: string[] = [];
    for (let n = 0; n < 12; n++) {
      seen.push(mustRefuse(await signIn(deps, { companyId, email, password: secret, device: null })).code);
    }
    return seen;
  };
  const known = await answers(petra.email, "a wrong password");
  expect(known).toEqual([
    ...Array<string>(9).fill("wrong_sign_in"),
    ...Array<string>(3).fill("sign_in_locked"),
  ]);
  expect(await answers("nobody@nowhere.example", "a wrong password")).toEqual(known);
  const right = await signIn(deps, { companyId, email: petra.email, password, device: null });
  expect(mustRefuse(right).code).toBe("sign_in_locked");
  expect(await auditKinds(owner, companyId)).toEqual(
    expect.arrayContaining(["wrong_sign_in", "sign_in_locked"]),
  );
});

test("R04: an invited and a deactivated person are as unknown as nobody", async () => {
  const { deps, invite, petra, companyId } = await story();
  await invite({ ...petraDetails, email: "new@alvarezdrywall.example" });
  await owner`update users set status = 'deactivated' where id = ${petra.userId}`;
  for (const email of ["new@alvarezdrywall.example", petra.email]) {
    expect(mustRefuse(await signIn(deps, { companyId, email, password, device: null })).code).toBe(
      "wrong_sign_in",
    );
  }
});

test("B5 R06: a code passes once, even twenty at a time, and not again in its window", async () => {
  const { deps, clock, petra } = await story();
  clock.advance(30_000);
  const halves = await Promise.all(Array.from({ length: 20 }, () => halfSignedIn(deps, petra)));
  const code = codeOf(deps, petra.secret);
  const results = await Promise.all(halves.map(({ session }) => verifySignIn(deps, session, { code })));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const others = results.flatMap((result) => (result.ok ? [] : [result.refusal.code]));
  expect(new Set(others)).toEqual(new Set(["code_already_used"]));
  clock.advance(29_000);
  const { session } = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, session, { code })).code).toBe("code_already_used");
});

test("R12: five wrong codes end a sign-in, ten in a row lock the account for 30 minutes and tell the person", async () => {
  const { deps, clock, petra, companyId } = await story();
  clock.advance(30_000);
  const first = await halfSignedIn(deps, petra);
  const wrong = (session: typeof first.session) => verifySignIn(deps, session, { code: "000000" });
  for (const left of [4, 3, 2, 1, 0]) {
    expect(mustRefuse(await wrong(first.session))).toEqual({ code: "wrong_code", triesLeft: left });
  }
  expect(mustRefuse(await wrong(first.session)).code).toBe("challenge_exhausted");
  const second = await halfSignedIn(deps, petra);
  for (let n = 0; n < 4; n++) await wrong(second.session);
  const locked = mustRefuse(await wrong(second.session));
  expect(locked).toMatchObject({ code: "locked", until: new Date(deps.now().getTime() + 30 * minute) });
  const third = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, third.session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "locked",
  );
  const byRecovery = await signInWithRecoveryCode(deps, third.session, { code: petra.recoveryCode });
  expect(mustRefuse(byRecovery).code).toBe("locked");
  expect(await messageKinds(deps, companyId)).toContain("account_locked_mail");
  clock.advance(30 * minute);
  must(
    await verifySignIn(deps, (await halfSignedIn(deps, petra)).session, { code: codeOf(deps, petra.secret) }),
  );
});

test("R12: a right code begins the count anew", async () => {
  const { deps, clock, petra } = await story();
  for (let n = 0; n < 9; n++) {
    const { session } = await halfSignedIn(deps, petra);
    mustRefuse(await verifySignIn(deps, session, { code: "000000" }));
  }
  await signedIn(deps, clock, petra);
  const [row] = await owner`select code_failures from users where id = ${petra.userId}`;
  expect(row).toEqual({ code_failures: 0 });
});

test("what cannot be the app's code, a setup or recovery code or too few digits, is named as such and not counted", async () => {
  const { deps, petra } = await story();
  const { session } = await halfSignedIn(deps, petra);
  const typed = async (code: string) => mustRefuse(await verifySignIn(deps, session, { code }));
  expect(await typed(petra.recoveryCode)).toEqual({ code: "wrong_kind_of_code", typed: "recovery" });
  expect(await typed("K7QM4-T2X9F")).toEqual({ code: "wrong_kind_of_code", typed: "setup" });
  for (const nothing of ["12345", "1234567", "123 45", "abc", "１２３４５６"])
    expect(await typed(nothing)).toEqual({ code: "wrong_kind_of_code", typed: "other" });
  const [row] = await owner`select code_failures from users where id = ${petra.userId}`;
  expect(row).toEqual({ code_failures: 0 });
});

test("R21 R22: a recovery code works once, after the password, and forces a new factor and a new code", async () => {
  const { deps, clock, petra, companyId } = await story();
  const elsewhere = await signedIn(deps, clock, petra);
  const { session } = await halfSignedIn(deps, petra);
  const opened = must(
    await signInWithRecoveryCode(deps, session, { code: petra.recoveryCode.toLowerCase() }),
  );
  const enrolling = await mustFindSession(deps, opened.sessionToken);
  expect(enrolling.next).toBe("enrol");
  // With no code saved, it could make itself a new one.
  expect(await findSession(deps, elsewhere.token)).toBeUndefined();
  const again = await halfSignedIn(deps, petra);
  expect(
    mustRefuse(await signInWithRecoveryCode(deps, again.session, { code: petra.recoveryCode })).code,
  ).toBe("wrong_code");
  const { secret } = must(await viewEnrolment(deps, enrolling));
  const done = must(await enrolApp(deps, enrolling, { code: codeOf(deps, secret) }));
  const full = await mustFindSession(deps, done.sessionToken);
  expect(full.next).toBe("recovery_code");
  const fresh = await viewRecoveryCode(deps, full);
  expect(fresh.code).not.toBe(petra.recoveryCode);
  clock.advance(30_000);
  const old = await halfSignedIn(deps, petra);
  expect(mustRefuse(await verifySignIn(deps, old.session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "wrong_code",
  );
  expect(await messageKinds(deps, companyId)).toContain("recovery_code_used_mail");
});

test("R21: one recovery code at twenty doors at once opens one", async () => {
  const { deps, petra } = await story();
  const halves = await Promise.all(Array.from({ length: 20 }, () => halfSignedIn(deps, petra)));
  const results = await Promise.all(
    halves.map(({ session }) => signInWithRecoveryCode(deps, session, { code: petra.recoveryCode })),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("B11: a broken-off set-up after a recovery code leaves the old app working", async () => {
  const { deps, clock, petra } = await story();
  const { session } = await halfSignedIn(deps, petra);
  must(await signInWithRecoveryCode(deps, session, { code: petra.recoveryCode }));
  clock.advance(2 * hour);
  const back = await signedIn(deps, clock, petra);
  expect(back.session.next).toBe("recovery_code");
});

test("R22: after a recovery code the old app can be confirmed instead, and a new recovery code must be saved", async () => {
  const { deps, clock, petra } = await story();
  const { session } = await halfSignedIn(deps, petra);
  const opened = must(await signInWithRecoveryCode(deps, session, { code: petra.recoveryCode }));
  clock.advance(30_000);
  const enrolling = await mustFindSession(deps, opened.sessionToken);
  expect(mustRefuse(await confirmFactor(deps, enrolling, { code: "000000" })).code).toBe("wrong_code");
  const confirmed = must(await confirmFactor(deps, enrolling, { code: codeOf(deps, petra.secret) }));
  expect((await mustFindSession(deps, confirmed.sessionToken)).next).toBe("recovery_code");
});

test("R24: Continue without the tick is refused; with it the code counts and is shown no more", async () => {
  const { deps, clock, petra } = await story();
  await owner`update recovery_codes set voided_at = now() where user_id = ${petra.userId}`;
  const { session } = await signedIn(deps, clock, petra);
  expect(session.next).toBe("recovery_code");
  const shown = await viewRecoveryCode(deps, session);
  expect(await viewRecoveryCode(deps, session)).toEqual(shown);
  expect(mustRefuse(await saveRecoveryCode(deps, session, { saved: false })).code).toBe(
    "recovery_code_not_ticked",
  );
  expect(await viewRecoveryCode(deps, session)).toEqual(shown);
  must(await saveRecoveryCode(deps, session, { saved: true }));
  expect(await viewRecoveryCode(deps, session)).toEqual({ code: undefined });
  const [row] =
    await owner`select saved_at from recovery_codes where user_id = ${petra.userId} and voided_at is null`;
  expect(row?.["saved_at"]).toEqual(deps.now());
});

test("R52: a session ends by idleness, by age and by signing out", async () => {
  const { deps, clock, petra, olivia } = await story();
  const payee = await signedIn(deps, clock, petra);
  const admin = await signedIn(deps, clock, olivia);
  clock.advance(15 * minute);
  expect(await findSession(deps, admin.token)).toBeUndefined();
  expect(await findSession(deps, payee.token)).toBeDefined();
  for (let n = 0; n < 26; n++) {
    clock.advance(55 * minute);
    await findSession(deps, payee.token);
  }
  expect(await findSession(deps, payee.token)).toBeUndefined();
  const other = await signedIn(deps, clock, petra);
  await signOut(deps, other.session);
  expect(await findSession(deps, other.token)).toBeUndefined();
});

test("R44 B2: a sign-in begun before a reset ends with it", async () => {
  const { deps, clock, petra, olivia } = await story();
  const half = await halfSignedIn(deps, petra);
  await reset(deps, clock, olivia, petra);
  clock.advance(30_000);
  expect(await findSession(deps, half.token)).toBeUndefined();
  expect(mustRefuse(await verifySignIn(deps, half.session, { code: codeOf(deps, petra.secret) })).code).toBe(
    "session_over",
  );
});

test("R52: a token of one company opens nothing under another company's name", async () => {
  const { deps, clock, petra } = await story();
  const other = await acme(deps, clock, { name: "Other Builders" });
  const full = await signedIn(deps, clock, petra);
  const [, secret] = full.token.split(".");
  expect(await findSession(deps, `${other.companyId}.${secret}`)).toBeUndefined();
});

test("R27: of a flood few are in the database at once; whoever waited too long is told to come back, and not hashed for nobody", async () => {
  const { deps, clock, companyId } = await story();
  const answers = await owner.begin(async (sql) => {
    await sql`lock table sign_in_throttles in access exclusive mode`;
    const asking = Array.from({ length: 6 }, (_, n) =>
      signIn(deps, { companyId, email: `nobody${n}@nowhere.example`, password, device: null }),
    );
    clock.advance(7 * second);
    return asking;
  });
  const codes = (await Promise.all(answers)).map((answer) => mustRefuse(answer).code);
  expect(codes).toEqual([...Array<string>(4).fill("wrong_sign_in"), "sign_in_busy", "sign_in_busy"]);
});
