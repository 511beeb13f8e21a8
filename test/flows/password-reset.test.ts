import { expect, test } from "vitest";
import { askForPasswordLink } from "../../src/flows/ask-for-password-link.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetPassword } from "../../src/flows/reset-password.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { viewPasswordLink } from "../../src/flows/view-password-link.ts";
import { auditKinds } from "../helpers/audit.ts";
import { day, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { messageKinds, payloadOf } from "../helpers/outbox.ts";
import { unfinishedAccounts } from "../helpers/password-story.ts";
import { must, mustRefuse, password } from "../helpers/people.ts";
import { acmeWithPetra, halfSignedIn, hold, latestReset, reset, signedIn } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();
const newPassword = "seven wooden ladders";

type Story = Awaited<ReturnType<typeof acmeWithPetra>>;

/** Later than the one before: the newest mail is then one. */
const ask = ({ deps, clock, companyId, petra }: Story, email = petra.email) => {
  clock.advance(1000);
  return askForPasswordLink(deps, { companyId, email });
};

/** The link that was just mailed. */
async function link(at: Story) {
  await ask(at);
  return (await payloadOf(at.deps, at.companyId, "password_link_mail"))["token"] ?? "";
}

const whyOf = async ({ deps, companyId }: Story) =>
  (await payloadOf(deps, companyId, "password_blocked_mail"))["why"];

const signInWith = ({ deps, companyId, petra }: Story, typed: string) =>
  signIn(deps, { companyId, email: petra.email, password: typed, device: null });

const cardOf = async ({ deps, olivia, petra }: Story) =>
  must(await openResetForm(deps, olivia.actor, { email: petra.email })).card;

const mailsOf = async ({ deps, companyId }: Story) =>
  (await messageKinds(deps, companyId)).filter((kind) => kind.startsWith("password_")).sort();

test("R28: a new password by mail signs nobody in, ends every session, half-finished sign-ins too, and is told", async () => {
  const at = await acmeWithPetra(db);
  const full = await signedIn(at.deps, at.clock, at.petra);
  const half = await halfSignedIn(at.deps, at.petra);
  const token = await link(at);
  must(await resetPassword(at.deps, { token, password: newPassword }));
  expect(await findSession(at.deps, full.token)).toBeUndefined();
  expect(await findSession(at.deps, half.token)).toBeUndefined();
  expect(mustRefuse(await signInWith(at, password)).code).toBe("wrong_sign_in");
  const next = must(await signInWith(at, newPassword));
  // R15: the code is asked for as ever.
  expect((await findSession(at.deps, next.sessionToken))?.next).toBe("verify");
  expect(await mailsOf(at)).toEqual(["password_changed_dm", "password_changed_mail", "password_link_mail"]);
  expect(await auditKinds(owner, at.companyId)).toEqual(
    expect.arrayContaining(["password_link_asked", "password_changed"]),
  );
});

test("R28: within 7 days of it a reset needs an approval", async () => {
  const at = await acmeWithPetra(db);
  must(await resetPassword(at.deps, { token: await link(at), password: newPassword }));
  at.clock.advance(6 * day);
  expect((await cardOf(at)).warnings.map(({ why }) => why)).toEqual(["password_changed"]);
  at.clock.advance(2 * day);
  expect((await cardOf(at)).warnings).toEqual([]);
});

test("R28: while a reset is open, or lapsed and still to be renewed, the mail says why there is no link", async () => {
  const at = await acmeWithPetra(db);
  await reset(at.deps, at.clock, at.olivia, at.petra);
  await ask(at);
  expect(await whyOf(at)).toBe("reset_waits");
  at.clock.advance(4 * day);
  await ask(at);
  expect(await whyOf(at)).toBe("reset_waits");
  expect(await mailsOf(at)).not.toContain("password_link_mail");
  // Nobody can renew it any more: a new one then needs an approval.
  at.clock.advance(4 * day);
  expect(await link(at)).not.toBe("");
});

test("R44: a link from before a reset is void after it, and the password stays", async () => {
  const at = await acmeWithPetra(db);
  const token = await link(at);
  await reset(at.deps, at.clock, at.olivia, at.petra);
  expect(mustRefuse(await viewPasswordLink(at.deps, token)).code).toBe("password_link_over");
  expect(mustRefuse(await resetPassword(at.deps, { token, password: newPassword })).code).toBe(
    "password_link_over",
  );
  must(await signInWith(at, password));
  expect((await latestReset(at.deps, at.petra))?.outcome).toBe("open");
});

test("R28: the mailbox alone never ends in a factor: before the first set-up there is no link", async () => {
  const at = await acmeWithPetra(db);
  const { invited, neverSetUp } = await unfinishedAccounts(at);
  await ask(at, invited);
  expect(await whyOf(at)).toBe("invited");
  await ask(at, neverSetUp);
  expect(await whyOf(at)).toBe("not_set_up");
  expect(await mailsOf(at)).not.toContain("password_link_mail");
});

test("R28: while the account is locked for safety there is no link: the mailbox may be on the stolen phone", async () => {
  const at = await acmeWithPetra(db);
  const token = await link(at);
  must(await hold(at.deps, at.olivia, at.petra));
  expect(mustRefuse(await resetPassword(at.deps, { token, password: newPassword }))).toEqual({
    code: "password_blocked",
    why: "held",
  });
  await ask(at);
  expect(await whyOf(at)).toBe("held");
});

test("R28 R29: a link is 256 bits, stands as a hash only, works once and for 30 minutes; the newest one counts", async () => {
  const at = await acmeWithPetra(db);
  const old = await link(at);
  const newest = await link(at);
  expect(old.split(".")[1]).toHaveLength(43);
  expect(mustRefuse(await viewPasswordLink(at.deps, old)).code).toBe("password_link_over");
  expect(JSON.stringify(await owner`select * from password_resets`)).not.toContain(newest.split(".")[1]);
  const tries = await Promise.all(
    Array.from({ length: 6 }, () => resetPassword(at.deps, { token: newest, password: newPassword })),
  );
  expect(tries.filter((one) => one.ok)).toHaveLength(1);
  expect(mustRefuse(await viewPasswordLink(at.deps, newest)).code).toBe("password_link_over");
  at.clock.advance(61 * minute);
  const late = await link(at);
  at.clock.advance(30 * minute);
  expect(mustRefuse(await viewPasswordLink(at.deps, late)).code).toBe("password_link_over");
});

test("R25 R26: a bad password is refused with its reason, and the link still works", async () => {
  const at = await acmeWithPetra(db);
  const token = await link(at);
  for (const [typed, fault] of [
    ["short", "too_short"],
    ["petra is the best one", "context"],
    ["password1234", "common"],
  ] as const)
    expect(mustRefuse(await resetPassword(at.deps, { token, password: typed }))).toEqual({
      code: "password",
      fault,
    });
  must(await resetPassword(at.deps, { token, password: newPassword }));
});

test("R04 R56: unknown and deactivated people get no mail, three an hour are the most, counted and audited alike; pressing on adds nothing to the trail", async () => {
  const at = await acmeWithPetra(db);
  await owner`update users set status = 'deactivated' where id = ${at.petra.userId}`;
  await ask(at, "nobody@alvarezdrywall.example");
  await ask(at);
  expect(await mailsOf(at)).toEqual([]);
  await owner`update users set status = 'active' where id = ${at.petra.userId}`;
  for (let i = 0; i < 5; i++) await ask(at);
  expect(await mailsOf(at)).toHaveLength(2);
  at.clock.advance(61 * minute);
  await ask(at);
  expect(await mailsOf(at)).toHaveLength(3);
  const rows = await owner`
    select facts from audit_events where company_id = ${at.companyId} and kind = 'password_link_asked' order by seq`;
  expect(rows.map((row) => row["facts"].outcome)).toEqual([
    "unknown",
    "unknown",
    "mailed",
    "mailed",
    "limit",
    "mailed",
  ]);
});

test("R27: of a flood of asks few are in the database at once; whoever waited too long is told to come back", async () => {
  const at = await acmeWithPetra(db);
  const answers = await owner.begin(async (sql) => {
    await sql`lock table sign_in_throttles in access exclusive mode`;
    const asking = Array.from({ length: 6 }, (_, n) =>
      askForPasswordLink(at.deps, { companyId: at.companyId, email: `nobody${n}@nowhere.example` }),
    );
    at.clock.advance(7000);
    return asking;
  });
  const codes = (await Promise.all(answers)).map((answer) => (answer.ok ? "taken" : answer.refusal.code));
  expect(codes).toEqual([...Array<string>(4).fill("taken"), "sign_in_busy", "sign_in_busy"]);
});

test("a forged link, one of another company and a cut one are unknown", async () => {
  const at = await acmeWithPetra(db);
  const token = await link(at);
  const [companyId, secret = ""] = token.split(".");
  for (const forged of [
    `0000000000.${secret}`,
    `${companyId}.${"A".repeat(43)}`,
    token.slice(0, -1),
    "x",
    "",
  ])
    expect(mustRefuse(await viewPasswordLink(at.deps, forged)).code).toBe("password_link_unknown");
});

test("wrong tries at the old password are no reason to wait with the new one", async () => {
  const at = await acmeWithPetra(db);
  for (let i = 0; i < 10; i++) await signInWith(at, "not the password");
  expect(mustRefuse(await signInWith(at, password)).code).toBe("sign_in_locked");
  must(await resetPassword(at.deps, { token: await link(at), password: newPassword }));
  must(await signInWith(at, newPassword));
});

test("a link to an address that was replaced since is worth nothing", async () => {
  const at = await acmeWithPetra(db);
  const token = await link(at);
  at.clock.advance(minute);
  await owner`update users set email = 'new@alvarezdrywall.example', email_changed_at = ${at.deps.now()} where id = ${at.petra.userId}`;
  expect(mustRefuse(await viewPasswordLink(at.deps, token)).code).toBe("password_link_over");
});

test("B2: a sign-in begun before the new password goes no further", async () => {
  const at = await acmeWithPetra(db);
  const half = await halfSignedIn(at.deps, at.petra);
  must(await resetPassword(at.deps, { token: await link(at), password: newPassword }));
  expect(await findSession(at.deps, half.token)).toBeUndefined();
});
