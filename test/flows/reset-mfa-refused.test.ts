import { expect, test } from "vitest";
import { enrolApp } from "../../src/flows/enrol-app.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { resetMfa } from "../../src/flows/reset-mfa.ts";
import { unlink } from "../../src/flows/unlink.ts";
import { viewEnrolment } from "../../src/flows/view-enrolment.ts";
import { auditKinds, mfaState } from "../helpers/audit.ts";
import { minute } from "../helpers/clock.ts";
import { testDatabase } from "../helpers/database.ts";
import { setRoles } from "../helpers/deciders.ts";
import { acme, codeOf, must, mustRefuse, petraDetails, samDetails } from "../helpers/people.ts";
import { acmeWithPetra, enrolling, openForm, reset, why } from "../helpers/reset-story.ts";

const { db, owner } = await testDatabase();

const story = () => acmeWithPetra(db);

test("R37: two forms and one code: the code serves one of two subjects, the other form needs the next", async () => {
  const { deps, clock, olivia, petra, join } = await story();
  const sam = await join(samDetails);
  const [forPetra, forSam] = [await openForm(deps, olivia, petra), await openForm(deps, olivia, sam)];
  clock.advance(30_000);
  const code = codeOf(deps, olivia.secret);
  must(await resetMfa(deps, olivia.actor, { ...why, challengeId: forPetra, code }));
  const before = await mfaState(owner, sam.userId);
  expect(mustRefuse(await resetMfa(deps, olivia.actor, { ...why, challengeId: forSam, code })).code).toBe(
    "code_already_used",
  );
  expect(await mfaState(owner, sam.userId)).toBe(before);
});

test("R37: the challenge says whom: somebody else's challenge, or another act's, resets nobody", async () => {
  const { deps, clock, olivia, petra, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  const before = await mfaState(owner, petra.userId);
  const bySam = await resetMfa(deps, sam.actor, { ...why, challengeId, code: codeOf(deps, sam.secret) });
  expect(mustRefuse(bySam).code).toBe("challenge_expired");
  const unknown = await resetMfa(deps, olivia.actor, {
    ...why,
    challengeId: "nosuchchallenge0",
    code: codeOf(deps, olivia.secret),
  });
  expect(mustRefuse(unknown).code).toBe("challenge_expired");
  expect(await mfaState(owner, petra.userId)).toBe(before);
});

test("B13 R12: a wrong code of one's own is counted and audited, and changes nothing else", async () => {
  const { deps, olivia, petra, companyId } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  const before = await mfaState(owner, petra.userId);
  for (const triesLeft of [4, 3, 2, 1, 0]) {
    const refusal = mustRefuse(await resetMfa(deps, olivia.actor, { ...why, challengeId, code: "000000" }));
    expect(refusal).toEqual({ code: "wrong_code", triesLeft });
  }
  const over = await resetMfa(deps, olivia.actor, { ...why, challengeId, code: codeOf(deps, olivia.secret) });
  expect(mustRefuse(over).code).toBe("challenge_exhausted");
  expect(await mfaState(owner, petra.userId)).toBe(before);
  expect((await auditKinds(owner, companyId)).filter((kind) => kind === "wrong_code")).toHaveLength(5);
});

test("R12: a parallel burst of wrong codes exceeds neither limit, and ten in a row lock the account", async () => {
  const { deps, clock, olivia, petra } = await story();
  const forms = [
    await openForm(deps, olivia, petra),
    await openForm(deps, olivia, petra),
    await openForm(deps, olivia, petra),
  ];
  const tries = forms.flatMap((challengeId) =>
    Array.from({ length: 8 }, () => ({ ...why, challengeId, code: "000000" })),
  );
  const refusals = (await Promise.all(tries.map((input) => resetMfa(deps, olivia.actor, input)))).map(
    mustRefuse,
  );
  const counted = refusals.filter((refusal) => refusal.code === "wrong_code").length;
  // Ten were looked at: nine counted and the tenth said "locked"; unless each of the forms had ended by five before.
  expect(counted).toBeLessThanOrEqual(9);
  const [row] =
    await owner`select code_failures, locked_until is not null as locked from users where id = ${olivia.userId}`;
  expect(row).toEqual({ code_failures: 10, locked: true });
  clock.advance(31 * minute);
  const challengeId = await openForm(deps, olivia, petra);
  must(await resetMfa(deps, olivia.actor, { ...why, challengeId, code: codeOf(deps, olivia.secret) }));
});

test("R39: a grant taken, or a link cut, between the form and the code refuses the act; the code is consumed", async () => {
  const { deps, clock, olivia, petra, companyId } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  await owner`update grants set revoked_at = now() where user_id = ${olivia.userId}`;
  const before = await mfaState(owner, petra.userId);
  const input = { ...why, challengeId, code: codeOf(deps, olivia.secret) };
  expect(mustRefuse(await resetMfa(deps, olivia.actor, input)).code).toBe("not_payments_admin");
  expect(await auditKinds(owner, companyId)).toContain("act_refused");
  await owner`update grants set revoked_at = null where user_id = ${olivia.userId}`;
  expect(mustRefuse(await resetMfa(deps, olivia.actor, input)).code).toBe("challenge_spent");
  const other = await openForm(deps, olivia, petra);
  must(await unlink(deps, olivia.actor));
  clock.advance(30_000);
  const cut = await resetMfa(deps, olivia.actor, {
    ...why,
    challengeId: other,
    code: codeOf(deps, olivia.secret),
  });
  expect(mustRefuse(cut).code).toBe("not_linked");
  const refused = (await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused");
  expect(refused.length).toBeGreaterThanOrEqual(2);
  expect(await mfaState(owner, petra.userId)).toBe(before);
});

test("R39: a revocation that holds the lock is waited for, and then refuses", async () => {
  const { deps, clock, olivia, petra } = await story();
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  let pending: ReturnType<typeof resetMfa> | undefined;
  await owner.begin(async (sql) => {
    await sql`update grants set revoked_at = now() where user_id = ${olivia.userId}`;
    pending = resetMfa(deps, olivia.actor, { ...why, challengeId, code: codeOf(deps, olivia.secret) });
    await waitForLock();
  });
  const result = await pending;
  expect(result?.ok === false && result.refusal.code).toBe("not_payments_admin");
});

test("R35: refuses oneself, an unknown email, a payee of another company, one who never accepted, one who never enrolled", async () => {
  const { deps, clock, olivia, invite, companyId } = await story();
  const other = await acme(deps, clock, { name: "Other Builders" });
  const stranger = await other.join({ ...petraDetails, email: "pat@elsewhere.example" });
  await invite({ ...samDetails, email: "new@acmebuilders.example" });
  const refusalFor = async (email: string) => mustRefuse(await openResetForm(deps, olivia.actor, { email }));
  expect((await refusalFor(olivia.email)).code).toBe("self");
  expect(await refusalFor("nobody@nowhere.example")).toEqual({ code: "unknown_person", near: [] });
  expect(await refusalFor(stranger.email)).toEqual({ code: "unknown_person", near: [] });
  expect((await refusalFor("new@acmebuilders.example")).code).toBe("person_invited");
  expect(await refusalFor("petra@alvarezdrywal.example")).toEqual({
    code: "unknown_person",
    near: [{ name: "Petra Alvarez", email: petraDetails.email }],
  });
  await owner`update users set status = 'active' where email = 'new@acmebuilders.example' and company_id = ${companyId}`;
  expect((await refusalFor("new@acmebuilders.example")).code).toBe("never_enrolled");
});

test("R32 R35: a payee gets one answer for known and unknown people, and it is audited", async () => {
  const { deps, join, petra, companyId } = await story();
  const pat = await join({ ...petraDetails, firstName: "Pat", email: "pat@patco.example" }, "U0PAT00001");
  const answers = await Promise.all(
    [petra.email, "nobody@nowhere.example", pat.email].map((email) =>
      openResetForm(deps, pat.actor, { email }),
    ),
  );
  for (const answer of answers)
    expect(mustRefuse(answer)).toEqual({ code: "not_employee", helpers: ["Olivia"] });
  expect((await auditKinds(owner, companyId)).filter((kind) => kind === "act_refused")).toHaveLength(3);
});

test("R50: more than three resets of one person in a day are refused", async () => {
  const { deps, clock, olivia, petra } = await story();
  for (let n = 0; n < 3; n++) {
    await reset(deps, clock, olivia, petra);
    // Undone, so that neither a new code nor an approval stands in the way of the next.
    await owner`update resets set outcome = 'undone' where subject_id = ${petra.userId}`;
  }
  const challengeId = await openForm(deps, olivia, petra);
  clock.advance(30_000);
  const refusal = mustRefuse(
    await resetMfa(deps, olivia.actor, { ...why, challengeId, code: codeOf(deps, olivia.secret) }),
  );
  expect(refusal).toMatchObject({ code: "reset_limit", limit: "subject" });
  // The demo's visitor tries as often as they like; nothing but the count is left out.
  await reset({ ...deps, isUnhurried: true }, clock, olivia, petra);
});

test("R36: the reset of an administrator, or of somebody reset lately, waits for one who agrees", async () => {
  const { deps, clock, olivia, petra, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  const nora = await join({ ...samDetails, firstName: "Nora", email: "nora@acmebuilders.example" });
  await setRoles(deps, sam, { isSystemAdministrator: true });
  await setRoles(deps, nora, { isSystemAdministrator: true, isPaymentsAdmin: true });
  const { setupCode } = await reset(deps, clock, olivia, petra);
  const session = await enrolling(deps, petra, setupCode);
  const { secret } = must(await viewEnrolment(deps, session));
  must(await enrolApp(deps, session, { code: codeOf(deps, secret) }));
  for (const [subject, reason] of [
    [sam, "administrator"],
    [petra, "reset_lately"],
  ] as const) {
    clock.advance(30_000);
    const before = await mfaState(owner, subject.userId);
    const form = must(await openResetForm(deps, olivia.actor, { email: subject.email }));
    expect(form).toMatchObject({ kind: "reset", required: 1, card: { warnings: [{ why: reason }] } });
    const input = { ...why, challengeId: form.challengeId, code: codeOf(deps, olivia.secret) };
    const { submitted } = must(await resetMfa(deps, olivia.actor, input));
    expect(submitted).toMatchObject({ kind: "waiting", required: 1 });
    expect(await mfaState(owner, subject.userId)).toBe(before);
  }
});

test("R36: where nobody else could agree, the reset of an administrator is done, and marked", async () => {
  const { deps, clock, olivia, join } = await story();
  const sam = await join(samDetails, "U0SAM00001");
  // Requester and subject are all the administrators there are.
  await setRoles(deps, sam, { isSystemAdministrator: true });
  await reset(deps, clock, olivia, sam);
  const [request] =
    await owner`select is_reduced_quorum, state from requests where subject_id = ${sam.userId}`;
  expect(request).toEqual({ is_reduced_quorum: true, state: "executed" });
});

/** Until some backend waits for a lock: the flow has come to the row that the test holds. */
async function waitForLock(): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const [row] = await owner<
      { waiting: number }[]
    >`select count(*)::int as waiting from pg_locks where not granted`;
    if (row && row.waiting > 0) return;
    await new Promise((go) => setTimeout(go, 10));
  }
  throw new Error("nothing waits for the lock");
}
