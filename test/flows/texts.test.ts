import { expect, test } from "vitest";
import type { Deps } from "../../src/deps.ts";
import { confirmFactor } from "../../src/flows/confirm-factor.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { stopReset } from "../../src/flows/stop-reset.ts";
import { textActCode, textSignInCode } from "../../src/flows/text-code.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { viewCodeWays } from "../../src/flows/view-code-ways.ts";
import { auditKinds } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { codeOf, must, mustFindSession, mustRefuse, samDetails, type TestPerson } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, openForm, reset, why } from "../helpers/reset-story.ts";
import {
  accepted,
  address,
  enrolledByText,
  givePhone,
  textAtSignIn,
  textedCode,
  withTexts,
  wrong,
} from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

/** Acme with Petra, who has an app and a phone for texts. */
async function story() {
  const base = await acmeWithPetra(db);
  const deps = withTexts(base.deps);
  const phoneId = await givePhone(deps, { companyId: base.companyId, userId: base.petra.userId });
  return { ...base, deps, phoneId };
}

/** A sign-in of Petra's for which a code was texted. */
async function texted(at: { deps: Deps; petra: TestPerson }) {
  const { session } = await halfSignedIn(at.deps, at.petra);
  return { session, code: await textAtSignIn(at.deps, session) };
}

const failuresOf = async (userId: string) => {
  const rows = await owner<{ kind: string; failures: number }[]>`
    select kind, failures from factors where user_id = ${userId} order by kind`;
  return Object.fromEntries(rows.map((row) => [row.kind, row.failures]));
};

test("R16: a texted code signs in once", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  expect(code).toMatch(/^\d{6}$/);
  must(await verifySignIn(at.deps, session, { code }));
  const [row] = await owner`select used_at is not null as used, code_hash from sms_codes`;
  expect(row).toMatchObject({ used: true });
  expect(row?.["code_hash"]).not.toContain(code);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("session_over");
});

test("R16: twenty at once with the right texted code sign in once", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  const results = await Promise.all(
    Array.from({ length: 20 }, () => verifySignIn(at.deps, session, { code })),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("R16: a texted code is worth nothing after ten minutes, and the one that was not texted counts against the app only", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  at.clock.advance(10 * minute);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("wrong_code");
  expect(await failuresOf(at.petra.userId)).toEqual({ sms: 0, totp: 1 });
});

test("R16: a code that was texted for one sign-in opens no other", async () => {
  const at = await story();
  const first = await texted(at);
  const second = await halfSignedIn(at.deps, at.petra);
  expect(mustRefuse(await verifySignIn(at.deps, second.session, { code: first.code })).code).toBe(
    "wrong_code",
  );
  must(await verifySignIn(at.deps, first.session, { code: first.code }));
});

test("R16 R37: a code that was texted for one act serves no other act, nor a sign-in", async () => {
  const at = await story();
  await givePhone(at.deps, { companyId: at.companyId, userId: at.olivia.userId });
  const sam = await at.join(samDetails);
  const forms = [await openForm(at.deps, at.olivia, at.petra), await openForm(at.deps, at.olivia, sam)];
  const [meant = "", other = ""] = forms;
  must(await textActCode(at.deps, at.olivia.actor, { challengeId: meant }));
  const code = await textedCode(at.deps, at.companyId);
  const tried = await resetMfa(at.deps, at.olivia.actor, { ...why, challengeId: other, code });
  expect(mustRefuse(tried).code).toBe("wrong_code");
  const { session } = await halfSignedIn(at.deps, at.olivia);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("wrong_code");
  must(await resetMfa(at.deps, at.olivia.actor, { ...why, challengeId: meant, code }));
});

test("A08: nobody is texted for somebody else's form", async () => {
  const at = await story();
  const challengeId = await openForm(at.deps, at.olivia, at.petra);
  const asked = await textActCode(at.deps, at.petra.actor, { challengeId });
  expect(mustRefuse(asked).code).toBe("not_linked");
  const sam = await at.join(samDetails, "U0SAM00001");
  await givePhone(at.deps, { companyId: at.companyId, userId: sam.userId });
  expect(mustRefuse(await textActCode(at.deps, sam.actor, { challengeId })).code).toBe("challenge_expired");
  expect(await messageKinds(at.deps, at.companyId)).not.toContain("sms_code_text");
});

test("R14: another text voids the code before and forgives no wrong one", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  for (let n = 0; n < 4; n++) mustRefuse(await verifySignIn(at.deps, session, { code: wrong(code) }));
  at.clock.advance(minute);
  const next = await textAtSignIn(at.deps, session);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("wrong_code");
  expect(mustRefuse(await verifySignIn(at.deps, session, { code: next })).code).toBe("challenge_exhausted");
  expect(await failuresOf(at.petra.userId)).toEqual({ sms: 5, totp: 5 });
});

test("R14: a code that is void is not sent any more", async () => {
  const at = await story();
  const { session } = await texted(at);
  at.clock.advance(minute);
  await textAtSignIn(at.deps, session);
  const rows = await owner<{ last_error: string | null; empty: boolean }[]>`
    select last_error, payload_box is null as empty from outbox
    where company_id = ${at.companyId} and kind = 'sms_code_text' order by created_at`;
  expect(rows).toEqual([
    { last_error: "void", empty: true },
    { last_error: null, empty: false },
  ]);
});

test("R12: a parallel burst of app's and texted codes, all wrong, exceeds neither limit", async () => {
  const at = await story();
  const sessions = [await texted(at)];
  at.clock.advance(minute);
  sessions.push(await texted(at), { ...(await halfSignedIn(at.deps, at.petra)), code: "" });
  const results = await Promise.all(
    sessions.flatMap(({ session, code }) =>
      Array.from({ length: 10 }, (_, n) =>
        verifySignIn(at.deps, session, { code: n % 2 ? "000000" : wrong(code || "123455") }),
      ),
    ),
  );
  expect(results.some((result) => result.ok)).toBe(false);
  const codes = results.map((result) => mustRefuse(result).code);
  expect(codes.filter((code) => code === "wrong_code")).toHaveLength(9);
  const [user] = await owner`select code_failures, locked_until from users where id = ${at.petra.userId}`;
  expect(user?.["code_failures"]).toBe(10);
  expect(user?.["locked_until"]).not.toBeNull();
  const challenges = await owner<{ attempts: number }[]>`
    select attempts from challenges where user_id = ${at.petra.userId}`;
  expect(Math.max(...challenges.map((one) => one.attempts))).toBeLessThanOrEqual(5);
  expect(mustRefuse(await textSignInCode(at.deps, sessions[0]?.session ?? missing(), { address })).code).toBe(
    "locked",
  );
});

function missing(): never {
  throw new Error("no session");
}

test("R13: the hundredth wrong code in a row turns the factors off that it was tried on, for good, and tells the person", async () => {
  const at = await story();
  await owner`update factors set failures = 99 where user_id = ${at.petra.userId} and kind = 'sms'`;
  const { session, code } = await texted(at);
  mustRefuse(await verifySignIn(at.deps, session, { code: wrong(code) }));
  const states = await owner`select kind, state, suspended_by_reset_id as by from factors
    where user_id = ${at.petra.userId} order by kind`;
  expect(states).toEqual([
    { kind: "sms", state: "suspended", by: null },
    { kind: "totp", state: "active", by: null },
  ]);
  expect(await messageKinds(at.deps, at.companyId)).toContain("factor_off_mail");
  expect(await auditKinds(owner, at.companyId)).toContain("factor_turned_off");
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("wrong_code");
  expect(await viewCodeWays(at.deps, session)).toEqual({ hasApp: true, text: undefined });
});

test("R13: what was turned off for too many wrong codes is given back by no stopped reset", async () => {
  const at = await story();
  await owner`update factors set state = 'suspended' where user_id = ${at.petra.userId} and kind = 'sms'`;
  const { stopToken } = await reset(at.deps, at.clock, at.olivia, at.petra);
  must(await stopReset(at.deps, { token: stopToken }));
  await owner`update users set locked_until = null, held_until = null where id = ${at.petra.userId}`;
  at.clock.advance(minute);
  const { session } = await halfSignedIn(at.deps, at.petra);
  must(await verifySignIn(at.deps, session, { code: codeOf(at.deps, at.petra.secret) }));
  const rows = await owner`select kind, state from factors where user_id = ${at.petra.userId} order by kind`;
  expect(rows).toEqual([
    { kind: "sms", state: "suspended" },
    { kind: "totp", state: "active" },
  ]);
});

test("R13: a right code ends the count of the factor that it proved", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  mustRefuse(await verifySignIn(at.deps, session, { code: wrong(code) }));
  expect(await failuresOf(at.petra.userId)).toEqual({ sms: 1, totp: 1 });
  must(await verifySignIn(at.deps, session, { code }));
  expect(await failuresOf(at.petra.userId)).toEqual({ sms: 0, totp: 1 });
});

test("R44 B7: a code that was texted before a reset opens nothing after it", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  await reset(at.deps, at.clock, at.olivia, at.petra);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("session_over");
});

test("R45: while a reset is open nothing is texted to the phone that may be lost", async () => {
  const at = await story();
  await reset(at.deps, at.clock, at.olivia, at.petra);
  const { session } = await halfSignedIn(at.deps, at.petra);
  expect(mustRefuse(await textSignInCode(at.deps, session, { address })).code).toBe("no_texts");
  expect(await messageKinds(at.deps, at.companyId)).not.toContain("sms_code_text");
});

test("R48: after a stopped reset a texted code gives back all that it turned off", async () => {
  const at = await story();
  const { stopToken } = await reset(at.deps, at.clock, at.olivia, at.petra);
  must(await stopReset(at.deps, { token: stopToken }));
  await owner`update users set locked_until = null, held_until = null where id = ${at.petra.userId}`;
  const { session, code } = await texted(at);
  must(await verifySignIn(at.deps, session, { code }));
  const rows = await owner`select kind, state from factors where user_id = ${at.petra.userId} order by kind`;
  expect(rows).toEqual([
    { kind: "sms", state: "active" },
    { kind: "totp", state: "active" },
  ]);
});

test("R22: after a recovery code a texted code proves the phone that is still there", async () => {
  const at = await story();
  const { session } = await halfSignedIn(at.deps, at.petra);
  const opened = must(await signInWithRecoveryCode(at.deps, session, { code: at.petra.recoveryCode }));
  const enrolling = await mustFindSession(at.deps, opened.sessionToken);
  const code = await textAtSignIn(at.deps, enrolling);
  const full = must(await confirmFactor(at.deps, enrolling, { code }));
  expect((await mustFindSession(at.deps, full.sessionToken)).next).toBe("recovery_code");
});

test("a code typed where none was texted is no guess, and says so", async () => {
  const at = await story();
  await owner`delete from factors where user_id = ${at.petra.userId} and kind = 'totp'`;
  const { session } = await halfSignedIn(at.deps, at.petra);
  expect(mustRefuse(await verifySignIn(at.deps, session, { code: "123456" })).code).toBe("no_text_sent");
  expect(await failuresOf(at.petra.userId)).toEqual({ sms: 0 });
});

test("a code that went to the number before the present one proves nothing", async () => {
  const at = await story();
  const { session, code } = await texted(at);
  await owner`update factors set state = 'destroyed', phone_box = null where id = ${at.phoneId}`;
  const token = await at.invite(samDetails);
  const sam = await enrolledByText(at.deps, await accepted(at.deps, token));
  await owner`update factors set user_id = ${at.petra.userId} where user_id = ${sam.userId}`;
  await owner`update sms_codes set number_hash = 'another' where user_id = ${at.petra.userId}`;
  expect(mustRefuse(await verifySignIn(at.deps, session, { code })).code).toBe("wrong_code");
});
