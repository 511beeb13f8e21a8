import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { voidChallenges } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { destroyFactors, resumeFactors } from "../store/factors.ts";
import { findLatestHold, resumeHold } from "../store/holds.ts";
import { voidPending } from "../store/outbox.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import { lockLatestReset, type Reset, spentCode, updateReset, useStopLinks } from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts } from "../store/slack-links.ts";
import { raiseEpoch, updateUser } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { judgeUndo } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockResetAct } from "./lock-reset-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { tellAdministrators } from "./tell-administrators.ts";
import { tellPerson } from "./tell-person.ts";
import { tellReset } from "./tell-reset.ts";

/** The reset was a mistake: everything is as before it, but for the recovery code, which stays void. */
export async function undoReset(
  deps: Deps,
  actor: Actor,
  { challengeId, code }: { challengeId: string; code: string },
): Promise<Result<{ card: ResetCard }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockResetAct(tx, deps, { actor, act: "undo_reset", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge, refusal } = locked.value;
    const reset = await lockLatestReset(tx, subject.id);
    if (!reset) throw new Error("a reset to be undone is gone");
    const no = refusal ?? (await judgeUndo(tx, { reset, subject }));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "undo_reset", refusal: no, subjectId: subject.id }),
      );
    if (!proof.ok) return proof;
    await undo(tx, deps, { actor, reset });
    return ok({ card: await loadResetCard(tx, deps, subject) });
  });
}

async function undo(tx: Tx, deps: Deps, { actor, reset }: { actor: Actor; reset: Reset }): Promise<void> {
  const now = deps.now();
  const { id: resetId, subjectId } = reset;
  if (!(await updateReset(tx, reset, { outcome: "undone", outcomeAt: now, ...spentCode })))
    throw new Error("the reset moved under its lock");
  await useStopLinks(tx, resetId, now);
  await voidPending(tx, now, { refId: resetId, kinds: ["setup_code_mail"] });
  await destroyFactors(tx, subjectId, ["pending"], now);
  const after = await resumeFactors(tx, subjectId, resetId);
  await voidChallenges(tx, subjectId, now);
  await endClaimedLinkAttempts(tx, subjectId, now);
  await raiseEpoch(tx, subjectId);
  await endSessions(tx, subjectId, { at: now });
  await restoreHold(tx, { reset, now });
  await tellUndone(tx, deps, { actor, reset });
  const facts = { resetId, before: reset.outcome, factorsAfter: after.map((one) => one.kind).join(" ") };
  await auditAct(tx, deps, { actor, kind: "reset_undone", subjectId, facts });
}

/** "Lock now" ended with the reset, because the old phone was worth nothing any more. Now it is worth something again. */
async function restoreHold(tx: Tx, { reset, now }: { reset: Reset; now: Date }): Promise<void> {
  const hold = await findLatestHold(tx, reset.subjectId);
  const hasEndedWith = hold?.endedAt?.getTime() === reset.executedAt.getTime();
  if (!hold || !hasEndedWith || hold.until <= now) return;
  await updateUser(tx, reset.subjectId, { heldUntil: hold.until });
  await resumeHold(tx, hold.id);
}

/** The person by mail, whoever asked for the reset, the thread, and every administrator (DESIGN 3). */
async function tellUndone(
  tx: Tx,
  deps: Deps,
  { actor, reset }: { actor: Actor; reset: Reset },
): Promise<void> {
  const { id: refId, subjectId } = reset;
  await tellPerson(tx, deps, { userId: subjectId, refId, mail: "reset_undone_mail" });
  await tellReset(tx, deps, { reset, news: "undone", byId: actor.userId });
  const except = [subjectId, actor.userId, (await findResetOwnerId(tx, reset)) ?? null];
  const kinds = { dm: "reset_undone_alert_dm", mail: "reset_undone_alert_mail" } as const;
  await tellAdministrators(tx, deps, { refId, ...kinds, except, payload: { byId: actor.userId } });
}
