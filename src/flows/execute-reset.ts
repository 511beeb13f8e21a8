import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { codeExpiry, windowMs } from "../domain/reset.ts";
import { appendAudit } from "../store/audit.ts";
import { voidChallenges } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { destroyFactors, suspendFactors } from "../store/factors.ts";
import { voidPending } from "../store/outbox.ts";
import { voidRecoveryCode } from "../store/recovery-codes.ts";
import { findLatestReset, insertReset, updateReset } from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts } from "../store/slack-links.ts";
import { insertTimer } from "../store/timers.ts";
import { raiseEpoch, updateUser } from "../store/users.ts";
import { auditAct } from "./audit-act.ts";
import { mailSetupCode, type SetupCode } from "./issue-setup-code.ts";
import type { Person } from "./lock-actor.ts";
import type { ResetInput } from "./reset-mfa.ts";

type Execution = { actor: Actor; person: Person; subject: Person; input: ResetInput; setupCode: SetupCode };

/** The effect, all of it or nothing, in the caller's transaction (R43). Answers when the setup code expires. */
export async function executeReset(tx: Tx, deps: Deps, execution: Execution): Promise<Date> {
  const { actor, person, subject, input, setupCode } = execution;
  const now = deps.now();
  const resetId = newId(deps.randomBytes);
  const isStolen = input.reason === "stolen";
  await closeUnfinished(tx, subject.id, now);
  await destroyFactors(tx, subject.id, ["pending"], now);
  const before = isStolen
    ? await destroyFactors(tx, subject.id, ["active", "suspended"], now)
    : await suspendFactors(tx, subject.id, { at: now, resetId });
  await voidChallenges(tx, subject.id, now);
  await endClaimedLinkAttempts(tx, subject.id, now);
  await voidRecoveryCode(tx, subject.id, now);
  const epoch = await raiseEpoch(tx, subject.id);
  await updateUser(tx, subject.id, { codeFailures: 0, lockedUntil: null });
  await endSessions(tx, subject.id, { at: now });
  const windowEndsAt = new Date(now.getTime() + windowMs);
  const expiresAt = codeExpiry(now, windowEndsAt);
  const { reason, verifiedHow, attestation, note } = input;
  await insertReset(tx, {
    id: resetId,
    subjectId: subject.id,
    actorId: person.id,
    ...{ reason, verifiedHow, attestation, note, isStolen, epoch, windowEndsAt },
    outcome: "open",
    executedAt: now,
    codeHash: setupCode.hash,
    codeSentAt: now,
    codeExpiresAt: expiresAt,
  });
  await scheduleLapse(tx, deps, { resetId, windowEndsAt });
  const { code } = setupCode;
  await mailSetupCode(tx, deps, {
    companyId: actor.companyId,
    resetId,
    subjectId: subject.id,
    code,
    expiresAt,
  });
  const kinds = before.map((factor) => factor.kind).join(" ");
  const facts = {
    resetId,
    reason,
    verifiedHow,
    attestation,
    isStolen,
    factorsBefore: kinds,
    factorsAfter: "",
  };
  await auditAct(tx, deps, { actor, kind: "reset_executed", subjectId: subject.id, facts });
  return expiresAt;
}

/** A reset that nobody finished gives way to the new one, and its code with it: one open reset per person, held by the index. */
async function closeUnfinished(tx: Tx, subjectId: string, now: Date): Promise<void> {
  const before = await findLatestReset(tx, subjectId);
  if (before?.outcome !== "open") return;
  await updateReset(tx, before, { outcome: "lapsed", outcomeAt: now, codeHash: null });
  await voidPending(tx, now, { refId: before.id, kinds: ["setup_code_mail"] });
  await appendAudit(tx, { kind: "reset_replaced", at: now, subjectId, facts: { resetId: before.id } });
}

/** When the window ends the reset lapses by itself. */
export async function scheduleLapse(
  tx: Tx,
  deps: Pick<Deps, "randomBytes">,
  { resetId, windowEndsAt }: { resetId: string; windowEndsAt: Date },
): Promise<void> {
  await insertTimer(tx, {
    id: newId(deps.randomBytes),
    kind: "reset_lapse",
    refId: resetId,
    dueAt: windowEndsAt,
  });
}
