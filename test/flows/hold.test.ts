import { expect, test } from "vitest";
import { acceptInvitation } from "../../src/flows/accept-invitation.ts";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { claimLink } from "../../src/flows/claim-link.ts";
import { confirmLink } from "../../src/flows/confirm-link.ts";
import { denyRequest } from "../../src/flows/deny-request.ts";
import { findSession } from "../../src/flows/find-session.ts";
import { holdUser } from "../../src/flows/hold-user.ts";
import { openRelease, releaseUser } from "../../src/flows/release-user.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { signIn } from "../../src/flows/sign-in.ts";
import { signInWithRecoveryCode } from "../../src/flows/sign-in-with-recovery-code.ts";
import { startLink } from "../../src/flows/start-link.ts";
import { verifySignIn } from "../../src/flows/verify-sign-in.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { day, hour, minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { codeOf, must, mustRefuse, password, petraDetails, samDetails } from "../helpers/people.ts";
import {
  acmeWithPetra,
  ask,
  enrolling,
  halfSignedIn,
  hold,
  openForm,
  reset,
  signedIn,
  why,
} from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

async function story() {
  const all = await acmeWithPetra(db);
  const sam = await all.join(samDetails, "U0SAM00001");
  return { ...all, sam };
}

const heldUntil = async (userId: string) =>
  (await owner`select held_until from users where id = ${userId}`)[0]?.["held_until"];

test("Lock now ends the person's sessions, holds for four hours, and is told to the person and every administrator", async () => {
  const { deps, clock, petra, sam, olivia, companyId } = await story();
  const before = await signedIn(deps, clock, petra);
  const held = must(await hold(deps, sam, petra));
  expect(held).toEqual({ name: "Petra", until: new Date(deps.now().getTime() + 4 * hour) });
  expect(await findSession(deps, before.token)).toBeUndefined();
  expect(await heldUntil(petra.userId)).toEqual(held.until);
  const rows = await owner`select kind, recipient_id from outbox where kind like 'held%' order by kind`;
  const mine = rows.filter((row) => [petra.userId, olivia.userId].includes(row["recipient_id"]));
  expect(mine).toEqual([
    { kind: "held_alert_dm", recipient_id: olivia.userId },
    { kind: "held_alert_mail", recipient_id: olivia.userId },
    { kind: "held_mail", recipient_id: petra.userId },
  ]);
  expect(await auditKinds(owner, companyId)).toContain("user_held");
});

test("while held nobody signs in as the person: not by the password, nor by a code begun before, nor the recovery code", async () => {
  const { deps, clock, petra, sam, companyId } = await story();
  const half = await halfSignedIn(deps, petra);
  const { until } = must(await hold(deps, sam, petra));
  clock.advance(minute);
  const late = await verifySignIn(deps, half.session, { code: codeOf(deps, petra.secret) });
  expect(mustRefuse(late).code).toBe("session_over");
  const byRecovery = await signInWithRecoveryCode(deps, half.session, { code: petra.recoveryCode });
  expect(mustRefuse(byRecovery).code).toBe("session_over");
  const again = await signIn(deps, { companyId, email: petra.email, password, device: null });
  expect(mustRefuse(again)).toMatchObject({ code: "held", until, helpers: ["Olivia"] });
  const wrong = await signIn(deps, { companyId, email: petra.email, password: "wrong", device: null });
  expect(mustRefuse(wrong).code).toBe("wrong_sign_in");
  clock.advance(4 * hour);
  await signedIn(deps, clock, petra);
});

test("a held person who has accepted and never set up a phone cannot begin to", async () => {
  const { deps, clock, invite, companyId } = await story();
  const token = await invite({ ...petraDetails, firstName: "Pat", email: "pat@patco.example" });
  must(await acceptInvitation(deps, { token, password, device: null }));
  // A form on Pat would say that there is nothing to reset; the row is held as a lock would.
  const until = new Date(deps.now().getTime() + hour);
  await owner`update users set held_until = ${until} where email = 'pat@patco.example' and company_id = ${companyId}`;
  const entry = { companyId, email: "pat@patco.example", password, device: null };
  expect(mustRefuse(await signIn(deps, entry)).code).toBe("held");
  clock.advance(hour);
  must(await signIn(deps, entry));
});

test("while held every act with a code is refused and changes nothing, in Slack too; denying still works", async () => {
  const { deps, clock, petra, sam, join } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  const challengeId = await openForm(deps, nora, petra);
  must(await hold(deps, sam, nora));
  clock.advance(minute);
  const before = await mfaState(owner, petra.userId);
  const input = { ...why, challengeId, code: codeOf(deps, nora.secret) };
  expect(mustRefuse(await resetMfa(deps, nora.actor, input)).code).toBe("held");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  const { submitted } = must(await ask(deps, sam, petra));
  must(await denyRequest(deps, nora.actor, { requestId: submitted.request.id, reason: "Not verified" }));
});

test("a Slack link that a thief has claimed and not confirmed ends with Lock now", async () => {
  const { deps, clock, petra, sam } = await story();
  const { session } = await signedIn(deps, clock, petra);
  const identity = { ...sam.actor, slackUserId: "U0THIEF001" };
  const { token } = await startLink(deps, identity);
  const { number } = must(await claimLink(deps, session, token));
  must(await hold(deps, sam, petra));
  expect(mustRefuse(await confirmLink(deps, { ...identity, number })).code).toBe("no_number_waiting");
});

test("R50: one person locks at most three a day, even all at once; a lock that stands is not made longer", async () => {
  const { deps, clock, petra, sam, olivia, join } = await story();
  const pat = await join({ ...petraDetails, firstName: "Pat", email: "pat@patco.example" });
  const lee = await join({ ...petraDetails, firstName: "Lee", email: "lee@leeco.example" });
  const first = must(await hold(deps, sam, petra));
  clock.advance(minute);
  expect(mustRefuse(await hold(deps, sam, petra))).toEqual({ code: "already_held", ...first });
  const forms = await Promise.all([pat, lee, olivia].map((one) => openForm(deps, sam, one)));
  const results = await Promise.all(forms.map((challengeId) => holdUser(deps, sam.actor, { challengeId })));
  expect(results.filter((one) => one.ok)).toHaveLength(2);
  const refused = results.find((one) => !one.ok);
  const since = first.until.getTime() - 4 * hour;
  expect(refused).toEqual({ ok: false, refusal: { code: "hold_limit", until: new Date(since + day) } });
  clock.advance(day + 1);
  const free = forms[results.findIndex((one) => !one.ok)] ?? "";
  expect(mustRefuse(await holdUser(deps, sam.actor, { challengeId: free })).code).toBe("challenge_expired");
  must(await hold(deps, sam, petra));
});

test("A08: whom it locks is what the actor's own form was bound to; anybody else's form locks nobody", async () => {
  const { deps, petra, sam, olivia, companyId } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  for (const id of [challengeId, "nosuchchallenge0"]) {
    expect(mustRefuse(await holdUser(deps, sam.actor, { challengeId: id })).code).toBe("challenge_expired");
  }
  expect(await heldUntil(petra.userId)).toBeNull();
  expect(await messageKinds(deps, companyId)).not.toContain("held_mail");
});

test("a form that is too old for a code still locks its person", async () => {
  const { deps, clock, petra, sam } = await story();
  const challengeId = await openForm(deps, sam, petra);
  clock.advance(hour);
  expect(must(await holdUser(deps, sam.actor, { challengeId })).name).toBe("Petra");
});

test("a Payments Admin unlocks with the own code; the person and whoever locked hear of it", async () => {
  const { deps, clock, petra, sam, olivia, companyId } = await story();
  must(await hold(deps, sam, petra));
  const form = must(
    await openRelease(deps, olivia.actor, { challengeId: await openForm(deps, olivia, petra) }),
  );
  expect(form).toMatchObject({ firstName: "Petra", byName: "Sam Okafor" });
  clock.advance(minute);
  const { challengeId } = form;
  const wrong = await releaseUser(deps, olivia.actor, { challengeId, code: "000000" });
  expect(mustRefuse(wrong)).toEqual({ code: "wrong_code", triesLeft: 4 });
  expect(await heldUntil(petra.userId)).not.toBeNull();
  must(await releaseUser(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) }));
  expect(await heldUntil(petra.userId)).toBeNull();
  await signedIn(deps, clock, petra);
  const [row] = await owner`select ended_by from holds where user_id = ${petra.userId}`;
  expect(row).toEqual({ ended_by: olivia.userId });
  expect(await auditKinds(owner, companyId)).toContain("user_released");
  expect(await messageKinds(deps, companyId)).toEqual(
    expect.arrayContaining(["released_mail", "released_dm"]),
  );
});

test("unlocking is refused to whoever is no Payments Admin, to oneself, and where nothing is locked", async () => {
  const { deps, clock, petra, sam, join } = await story();
  const nora = await join(
    { ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" },
    "U0NORA0001",
  );
  await setRoles(deps, nora, { isPaymentsAdmin: true });
  const mine = await openForm(deps, nora, petra);
  expect(mustRefuse(await openRelease(deps, nora.actor, { challengeId: mine })).code).toBe("not_held");
  must(await hold(deps, sam, petra));
  const bySam = await openRelease(deps, sam.actor, { challengeId: await openForm(deps, sam, petra) });
  expect(mustRefuse(bySam).code).toBe("not_payments_admin");
  const { challengeId } = must(await openRelease(deps, nora.actor, { challengeId: mine }));
  must(await hold(deps, sam, nora));
  clock.advance(minute);
  const held = await releaseUser(deps, nora.actor, { challengeId, code: codeOf(deps, nora.secret) });
  expect(mustRefuse(held).code).toBe("held");
  expect(await heldUntil(petra.userId)).not.toBeNull();
});

test("a reset ends the lock: password and setup code are the way back in", async () => {
  const { deps, clock, petra, sam, olivia } = await story();
  must(await hold(deps, sam, petra));
  const { setupCode } = await reset(deps, clock, olivia, petra, { reason: "stolen" });
  expect(await heldUntil(petra.userId)).toBeNull();
  await enrolling(deps, petra, setupCode);
});

test("Lock now is there where nothing can be asked: a request waits already, or nobody could decide one", async () => {
  const { deps, petra, sam, olivia } = await story();
  must(await ask(deps, sam, petra));
  expect(must(await hold(deps, sam, petra)).name).toBe("Petra");
  expect(must(await hold(deps, sam, olivia)).name).toBe("Olivia");
});

test("R37: the door's challenge asks for nothing, and resets nobody", async () => {
  const { deps, petra, sam, olivia } = await story();
  const { submitted } = must(await ask(deps, sam, petra));
  const [bySam, byOlivia] = [await openForm(deps, sam, petra), await openForm(deps, olivia, petra)];
  must(await denyRequest(deps, olivia.actor, { requestId: submitted.request.id, reason: "Not verified" }));
  const asked = await askForReset(deps, sam.actor, { ...why, challengeId: bySam });
  expect(mustRefuse(asked).code).toBe("challenge_expired");
  const done = await resetMfa(deps, olivia.actor, { ...why, challengeId: byOlivia, code: "000000" });
  expect(mustRefuse(done).code).toBe("challenge_expired");
});
