import { expect, test } from "vitest";
import { changePassword } from "../../src/flows/change-password.ts";
import { endOwnSessions } from "../../src/flows/end-own-sessions.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { issueRecoveryCode } from "../../src/flows/issue-recovery-code.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { replaceRecoveryCode } from "../../src/flows/replace-recovery-code.ts";
import { setTimeZone } from "../../src/flows/set-time-zone.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { unlinkOwn } from "../../src/flows/unlink-own.ts";
import { viewAccount } from "../../src/flows/view-account.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { colleague } from "../helpers/manage.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { ownAccount } from "../helpers/own-account.ts";
import { must, mustRefuse, password } from "../helpers/people.ts";
import { acmeWithPetra, signedIn } from "../helpers/reset-story.ts";
import { givePhone, withTexts } from "../helpers/texts.ts";

const { db, owner } = await testDatabase();

const fresh = "seven wooden ladders";

type At = Awaited<ReturnType<typeof ownAccount>>;

const recoveryCodes = (at: At) =>
  owner`select saved_at is not null as saved, voided_at is not null as void from recovery_codes
    where user_id = ${at.petra.userId} order by created_at`;

test("R23, B12: a new recovery code takes a fresh code, voids the old one at once, and is told", async () => {
  const at = await ownAccount(db, owner);
  const stolen = await at.signInAs(at.petra, "a copied cookie");
  const form = await at.form("own_recovery_code");
  const wrong = await replaceRecoveryCode(at.deps, at.session, { ...form, code: "000000" });
  expect(mustRefuse(wrong).code).toBe("wrong_code");
  expect(await recoveryCodes(at)).toEqual([{ saved: true, void: false }]);
  const { sessionToken } = must(await replaceRecoveryCode(at.deps, at.session, form));
  expect(await recoveryCodes(at)).toEqual([
    { saved: true, void: true },
    { saved: false, void: false },
  ]);
  // While none is saved, any other session could make one for itself without a factor.
  expect(mustRefuse(await issueRecoveryCode(at.deps, stolen)).code).toBe("session_over");
  // Nobody is left without one: until it is ticked, every page leads to it.
  expect((await at.reopened(sessionToken)).next).toBe("recovery_code");
  expect(await payloadOf(at.deps, at.companyId, "own_account_mail")).toMatchObject({
    news: "recovery_code_made",
  });
});

test("R25, R26, R47: a password is changed by the present one and a fresh code, its owner is told everywhere; other devices are signed out", async () => {
  const at = await ownAccount(db, owner);
  const other = await at.signInAs(at.petra);
  const form = await at.form("own_password");
  const deps = withTexts(at.deps);
  await givePhone(deps, { companyId: at.companyId, userId: at.petra.userId });
  must(await changePassword(deps, at.session, { ...form, current: password, password: fresh }));
  const told = ["password_changed_dm", "password_changed_mail", "security_text"];
  expect(await messageKinds(at.deps, at.companyId)).toEqual(expect.arrayContaining(told));
  expect([await at.isLive(at.session), await at.isLive(other)]).toEqual([true, false]);
  const signedIn = { companyId: at.companyId, email: at.petra.email, device: null };
  expect(mustRefuse(await signIn(at.deps, { ...signedIn, password })).code).toBe("wrong_sign_in");
  must(await signIn(at.deps, { ...signedIn, password: fresh }));
  const [user] = await owner`select password_changed_at from users where id = ${at.petra.userId}`;
  expect(user?.["password_changed_at"]).toEqual(at.deps.now());
});

test("R28: after a change of the password a reset of that person needs an approval", async () => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_password");
  must(await changePassword(at.deps, at.session, { ...form, current: password, password: fresh }));
  const card = must(await openResetForm(at.deps, at.company.olivia.actor, { email: at.petra.email }));
  expect(card.card.warnings.map(({ why }) => why)).toContain("password_changed");
});

test.each([
  ["a short one", { password: "short" }, { code: "password", fault: "too_short" }],
  ["one with the own name", { password: "petra alvarez 2026" }, { code: "password", fault: "context" }],
  ["the present one", { password }, { code: "same_password" }],
  ["a wrong present one", { current: "nonsense nonsense" }, { code: "wrong_password" }],
  ["a wrong code", { code: "000000" }, { code: "wrong_code", triesLeft: 4 }],
])("R25, R37: %s changes nothing", async (_, wrong, refusal) => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_password");
  const sent = { ...form, current: password, password: fresh, ...wrong };
  expect(mustRefuse(await changePassword(at.deps, at.session, sent))).toEqual(refusal);
  must(await changePassword(at.deps, at.session, { ...form, current: password, password: fresh }));
});

test("R12: guesses of the present password count with those at sign-in, and pause both", async () => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_password");
  const guess = { ...form, current: "not this one either", password: fresh };
  for (let tries = 0; tries < 9; tries++) {
    expect(mustRefuse(await changePassword(at.deps, at.session, guess)).code).toBe("wrong_password");
  }
  expect(mustRefuse(await changePassword(at.deps, at.session, guess)).code).toBe("sign_in_locked");
  const right = { ...form, current: password, password: fresh };
  expect(mustRefuse(await changePassword(at.deps, at.session, right)).code).toBe("sign_in_locked");
  const elsewhere = { companyId: at.companyId, email: at.petra.email, password, device: null };
  expect(mustRefuse(await signIn(at.deps, elsewhere)).code).toBe("sign_in_locked");
});

test("R12 R27: of many guesses of the present password at once no more are answered than one after the other", async () => {
  const at = await ownAccount(db, owner);
  const form = await at.form("own_password");
  const guesses = [...Array.from({ length: 29 }, (_, n) => `not this one ${n}`), password];
  const answers = await Promise.all(
    guesses.map((current) =>
      changePassword(at.deps, at.session, { ...form, code: "000000", current, password: fresh }),
    ),
  );
  const codes = answers.map((answer) => mustRefuse(answer).code);
  expect(codes.filter((code) => code !== "sign_in_locked").length).toBeLessThanOrEqual(10);
  const later = await changePassword(at.deps, at.session, { ...form, current: password, password });
  expect(mustRefuse(later).code).toBe("sign_in_locked");
});

test("R53: a person sees the own sessions without any address, ends one, or all but this one", async () => {
  const at = await ownAccount(db, owner);
  const [second, third] = [await at.signInAs(at.petra, "Firefox on Mac"), await at.signInAs(at.petra)];
  const seen = (await viewAccount(at.deps, at.session)).sessions;
  expect(seen.map(({ device, isThis }) => [device, isThis])).toContainEqual(["Safari on iPhone", true]);
  expect(seen.filter(({ id }) => [at.session.id, second.id, third.id].includes(id))).toHaveLength(3);
  must(await endOwnSessions(at.deps, at.session, { sessionId: second.id }));
  expect([await at.isLive(second), await at.isLive(third)]).toEqual([false, true]);
  must(await endOwnSessions(at.deps, at.session, "others"));
  expect([await at.isLive(third), await at.isLive(at.session)]).toEqual([false, true]);
});

test("R53: nobody ends another person's session", async () => {
  const at = await ownAccount(db, owner);
  const olivia = await at.signInAs(at.company.olivia);
  must(await endOwnSessions(at.deps, at.session, { sessionId: olivia.id }));
  expect(await at.isLive(olivia)).toBe(true);
});

test("R54: one's own Slack account is unlinked from the portal, even a suspended one; another's is not", async () => {
  const at = await ownAccount(db, owner);
  const [link] = await owner`select id from links where company_id = ${at.companyId}`;
  const linkId = String(link?.["id"]);
  expect(mustRefuse(await unlinkOwn(at.deps, at.session, { linkId })).code).toBe("not_linked");
  await owner`update links set state = 'suspended' where id = ${linkId}`;
  const olivia = await at.signInAs(at.company.olivia);
  must(await unlinkOwn(at.deps, olivia, { linkId }));
  expect((await viewAccount(at.deps, olivia)).links).toEqual([]);
  expect(await payloadOf(at.deps, at.companyId, "own_account_mail")).toMatchObject({
    news: "slack_unlinked",
  });
});

test("a person's own time zone is what their pages say times in; without one it is the company's", async () => {
  const at = await ownAccount(db, owner);
  expect(at.session.company.timeZone).toBe("America/New_York");
  must(await setTimeZone(at.deps, at.session, { timeZone: "Pacific/Honolulu" }));
  expect((await at.signInAs(at.petra)).company.timeZone).toBe("Pacific/Honolulu");
  must(await setTimeZone(at.deps, at.session, { timeZone: null }));
  expect((await at.signInAs(at.petra)).company.timeZone).toBe("America/New_York");
});

test("R52: whoever became an administrator meanwhile keeps no member's session: it goes on, with an administrator's limits", async () => {
  const { deps, clock, join } = await acmeWithPetra(db);
  const nora = await join(colleague("Nora"), "U0NORA0001");
  const idle = await signedIn(deps, clock, nora);
  const old = await signedIn(deps, clock, nora);
  await setRoles(deps, nora, { isSystemAdministrator: true });
  expect(await findSession(deps, idle.token)).toBeDefined();
  for (let n = 0; n < 50; n++) {
    clock.advance(14 * minute);
    expect(await findSession(deps, old.token)).toBeDefined();
  }
  expect(await findSession(deps, idle.token)).toBeUndefined();
  clock.advance(14 * minute);
  await findSession(deps, old.token);
  clock.advance(14 * minute);
  expect(await findSession(deps, old.token)).toBeUndefined();
  const idle15 = await signedIn(deps, clock, nora);
  clock.advance(15 * minute);
  expect(await findSession(deps, idle15.token)).toBeUndefined();
});
