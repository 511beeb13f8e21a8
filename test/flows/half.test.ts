import { expect, test } from "vitest";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { openUndo } from "../../src/flows/open-undo.ts";
import { renewReset } from "../../src/flows/renew-reset.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { showHalf } from "../../src/flows/show-half.ts";
import { undoReset } from "../../src/flows/undo-reset.ts";
import { viewHalf } from "../../src/flows/view-half.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { hour } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { halvesStory, waitingHalf } from "../helpers/halves-story.ts";
import { colleague } from "../helpers/manage.ts";
import { messageKinds } from "../helpers/outbox.ts";
import { codeOf, must, mustRefuse } from "../helpers/people.ts";
import { acmeWithPetra, latestReset, reset, signedIn, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

test("R45: the half is shown once, to whoever verified the person; looking changes nothing", async () => {
  const { deps, clock, sam, petra, halves, resetId, companyId } = await halvesStory(db);
  const { read } = await halves();
  const { session } = await signedIn(deps, clock, sam);
  expect(must(await viewHalf(deps, session, resetId))).toMatchObject({
    firstName: "Petra",
    attestation: why.attestation,
  });
  expect(await waitingHalf(deps, petra)).toBe(read);
  expect(must(await showHalf(deps, session, resetId)).half).toBe(read);
  expect(await latestReset(deps, petra)).toMatchObject({ halfBox: null, halfShownAt: deps.now() });
  const again = { code: "half_shown", name: "Petra", at: deps.now() };
  expect(mustRefuse(await viewHalf(deps, session, resetId))).toEqual(again);
  expect(mustRefuse(await showHalf(deps, session, resetId))).toEqual(again);
  expect(await auditKinds(owner, companyId)).toContain("half_shown");
  const [event] = await owner`
    select actor_id, subject_id, facts from audit_events where company_id = ${companyId} and kind = 'half_shown'`;
  expect(event).toEqual({ actor_id: sam.userId, subject_id: petra.userId, facts: { resetId } });
});

test("R56: whoever reaches for the half of somebody else's reset is in the trail", async () => {
  const { deps, clock, nora, petra, resetId, companyId } = await halvesStory(db);
  const { session } = await signedIn(deps, clock, nora);
  mustRefuse(await showHalf(deps, session, resetId));
  mustRefuse(await showHalf(deps, session, "0000000000000000"));
  const events = await owner`
    select actor_id, subject_id, facts from audit_events where company_id = ${companyId} and kind = 'act_refused' order by seq`;
  const facts = { act: "show_half", why: "half_unknown", resetId };
  expect(events).toEqual([
    { actor_id: nora.userId, subject_id: petra.userId, facts },
    { actor_id: nora.userId, subject_id: null, facts: { ...facts, resetId: "" } },
  ]);
});

test("A12: pressed twenty times at once, the half is shown once", async () => {
  const { deps, clock, sam, resetId } = await halvesStory(db);
  const { session } = await signedIn(deps, clock, sam);
  const all = await Promise.all(Array.from({ length: 20 }, () => showHalf(deps, session, resetId)));
  expect(all.filter((one) => one.ok)).toHaveLength(1);
});

test("A08: nobody else is shown it: not who approved, not a colleague, not the person, no other company", async () => {
  const { deps, clock, olivia, nora, sam, petra, halves, resetId } = await halvesStory(db);
  const before = await halves();
  const other = await halvesStory(db);
  const ordinary = await reset(other.deps, other.clock, other.olivia, other.nora);
  expect(ordinary.setupCode).toHaveLength(11);
  const plain = await latestReset(other.deps, other.nora);
  for (const person of [olivia, nora]) {
    const { session } = await signedIn(deps, clock, person);
    expect(mustRefuse(await viewHalf(deps, session, resetId)).code).toBe("half_unknown");
    expect(mustRefuse(await showHalf(deps, session, resetId)).code).toBe("half_unknown");
  }
  const { session } = await signedIn(deps, clock, sam);
  for (const foreign of [other.resetId, plain?.id ?? "", "", "0000000000000000", "' or 1=1"])
    expect(mustRefuse(await showHalf(deps, session, foreign))).toEqual({ code: "half_unknown" });
  expect(await halves()).toEqual(before);
  expect(await waitingHalf(other.deps, other.petra)).toHaveLength(5);
  expect(petra.userId).not.toBe(sam.userId);
});

test("R46: after the stop of its time, an undo or a completed set-up there is nothing to be shown", async () => {
  const { deps, clock, sam, resetId } = await halvesStory(db);
  clock.advance(24 * hour);
  const { session } = await signedIn(deps, clock, sam);
  expect(mustRefuse(await showHalf(deps, session, resetId))).toEqual({ code: "half_over", name: "Petra" });
});

test("R45 R46: a new code renews both halves, and its half goes once more to whoever verified the person", async () => {
  const { deps, clock, olivia, sam, petra, halves, enter, resetId, companyId } = await halvesStory(db);
  const first = await halves();
  const before = await signedIn(deps, clock, sam);
  must(await showHalf(deps, before.session, resetId));
  clock.advance(30_000);
  const form = must(
    await openResetForm(deps, olivia.actor, { email: petra.email, isPasswordForgotten: true }),
  );
  expect(form).toMatchObject({ kind: "renew", reset: { isPasswordForgotten: true } });
  const sent = { challengeId: form.challengeId, code: codeOf(deps, olivia.secret) };
  const renewed = must(await renewReset(deps, olivia.actor, sent));
  expect(renewed.half).toEqual({ resetId, name: "Sam Okafor", isViewer: false });
  expect(await messageKinds(deps, companyId)).toContain("half_ready_dm");
  const second = await halves();
  expect([first.mailed === second.mailed, first.read === second.read]).toEqual([false, false]);
  for (const old of [first.mailed + first.read, first.mailed + second.read, second.mailed + first.read])
    expect(mustRefuse(await enter(old)).code).toBe("wrong_halves");
  const after = await signedIn(deps, clock, sam);
  expect(must(await showHalf(deps, after.session, resetId)).half).toBe(second.read);
  must(await enter(second.mailed + second.read));
});

test("R48: undone before the set-up begins, everything is as it was and the half is gone; after, it is too late", async () => {
  const at = await halvesStory(db);
  const { deps, clock, olivia, petra, requestId } = at;
  const [before] = await owner`select password_hash from users where id = ${petra.userId}`;
  clock.advance(30_000);
  const { challengeId } = must(await openUndo(deps, olivia.actor, { requestId }));
  must(await undoReset(deps, olivia.actor, { challengeId, code: codeOf(deps, olivia.secret) }));
  expect(await latestReset(deps, petra)).toMatchObject({ outcome: "undone", codeHash: null, halfBox: null });
  const [after] = await owner`select password_hash from users where id = ${petra.userId}`;
  expect(after).toEqual(before);
  await signedIn(deps, clock, petra);
  const late = await halvesStory(db);
  await late.entered();
  expect(mustRefuse(await openUndo(late.deps, late.olivia.actor, { requestId: late.requestId })).code).toBe(
    "undo_too_late",
  );
});

test("R28 R36 R41: a Payments Admin needs somebody else's yes, and the request says to the end that the password is forgotten", async () => {
  const { deps, clock, olivia, petra, join } = await acmeWithPetra(db);
  const nora = await join(colleague("Nora"), "U0NORA0001");
  await setRoles(deps, nora, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const plain = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  expect(plain).toMatchObject({ kind: "reset", required: 0 });
  const form = must(
    await openResetForm(deps, olivia.actor, { email: petra.email, isPasswordForgotten: true }),
  );
  expect(form).toMatchObject({
    kind: "reset",
    required: 1,
    deciders: ["Nora"],
    card: { warnings: [{ why: "password_forgotten" }] },
  });
  const before = await mfaState(owner, petra.userId);
  // The form that showed no approval carries the choice all the same: what was chosen decides, not what was drawn.
  const input = { ...why, isPasswordForgotten: true, challengeId: plain.challengeId };
  clock.advance(30_000);
  const asked = must(await resetMfa(deps, olivia.actor, { ...input, code: codeOf(deps, olivia.secret) }));
  expect(asked.submitted).toMatchObject({ kind: "waiting", required: 1, deciders: ["Nora"] });
  expect(await mfaState(owner, petra.userId)).toBe(before);
  const [request] = await owner`select details from requests where id = ${asked.submitted.request.id}`;
  expect(request?.["details"]).toMatchObject({ kind: "reset", isPasswordForgotten: true });
});

test("R36: the only one who could decide does it at once, marked and told as everywhere", async () => {
  const { deps, clock, olivia, petra } = await acmeWithPetra(db);
  clock.advance(30_000);
  const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
  const input = { ...why, isPasswordForgotten: true, challengeId: form.challengeId };
  const { submitted } = must(
    await resetMfa(deps, olivia.actor, { ...input, code: codeOf(deps, olivia.secret) }),
  );
  expect(submitted).toMatchObject({ kind: "executed", request: { isReducedQuorum: true } });
  const { session } = await signedIn(deps, clock, olivia);
  const { id = "" } = (await latestReset(deps, petra)) ?? {};
  expect(must(await showHalf(deps, session, id)).half).toHaveLength(5);
});

test("a reset that waits for a whole code is replaced by one in halves", async () => {
  const { deps, clock, olivia, petra } = await acmeWithPetra(db);
  await reset(deps, clock, olivia, petra);
  clock.advance(30_000);
  const form = must(
    await openResetForm(deps, olivia.actor, { email: petra.email, isPasswordForgotten: true }),
  );
  expect(form.kind).toBe("reset");
  const input = { ...why, isPasswordForgotten: true, challengeId: form.challengeId };
  must(await resetMfa(deps, olivia.actor, { ...input, code: codeOf(deps, olivia.secret) }));
  const rows = await owner`
    select outcome, is_password_forgotten from resets where subject_id = ${petra.userId} order by executed_at`;
  expect(rows).toEqual([
    { outcome: "lapsed", is_password_forgotten: false },
    { outcome: "open", is_password_forgotten: true },
  ]);
});
