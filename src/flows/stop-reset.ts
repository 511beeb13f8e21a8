import { companyOfToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { voidChallenges } from "../store/challenges.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { destroyFactors } from "../store/factors.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { voidRecoveryCode } from "../store/recovery-codes.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import {
  findLatestReset,
  lockReset,
  type Reset,
  spentCode,
  updateReset,
  useStopLinks,
} from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts, removeLinksSince } from "../store/slack-links.ts";
import { listAdministrators, lockUser, raiseEpoch } from "../store/users.ts";
import { findStoppableReset, isOver } from "./find-stoppable-reset.ts";
import { tellPerson } from "./tell-person.ts";
import { tellReset } from "./tell-reset.ts";
import { warnOfLockout } from "./warn-of-lockout.ts";

type Stopped = { companyName: string; canReturn: boolean; helpName: string; helpPhone: string | null };

/**
 * "I didn't ask for this". It only closes and alerts: code and pending set-up are void, factors set up since the reset
 * are destroyed, sessions end. What the reset turned off comes back only after password and a right code from it,
 * never when the phone was stolen or the reset was completed: a thief with the mailbox gains nothing (R48).
 */
export async function stopReset(deps: Deps, { token }: { token: string }): Promise<Result<Stopped>> {
  const companyId = companyOfToken(token);
  if (!companyId) return refuse({ code: "stop_link_unknown" });
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    const found = await findStoppableReset(tx, token, now);
    if (!found.ok) return found;
    await lockUser(tx, found.value.subjectId);
    const reset = await lockReset(tx, found.value.id);
    if (!reset || isOver(reset) || !(await isLatest(tx, reset))) return refuse({ code: "stop_link_used" });
    if (!(await updateReset(tx, reset, { outcome: "stopped", outcomeAt: now, ...spentCode }))) {
      throw new Error("the reset moved under its lock");
    }
    await closeAccount(tx, deps, reset);
    await tellEverybody(tx, deps, reset);
    const facts = { resetId: reset.id, before: reset.outcome };
    await appendAudit(tx, { kind: "reset_stopped", at: now, subjectId: reset.subjectId, facts });
    const { displayName, helpName, helpPhone } = await getCompany(tx);
    const canReturn = !reset.isStolen && reset.outcome !== "completed";
    return ok({ companyName: displayName, canReturn, helpName, helpPhone });
  });
}

/** A later reset, stopped or not, speaks for itself: this one has nothing left to stop. */
async function isLatest(tx: Tx, reset: Reset): Promise<boolean> {
  return (await findLatestReset(tx, reset.subjectId))?.id === reset.id;
}

async function closeAccount(tx: Tx, deps: Deps, reset: Reset): Promise<void> {
  const now = deps.now();
  const { subjectId } = reset;
  await useStopLinks(tx, reset.id, now);
  await voidPending(tx, now, {
    refId: reset.id,
    kinds: ["setup_code_mail", "reset_elsewhere_mail", "reset_completed_mail"],
  });
  await destroyFactors(tx, subjectId, ["pending", "active"], now);
  await voidChallenges(tx, subjectId, now);
  await endClaimedLinkAttempts(tx, subjectId, now);
  await cutNewLinks(tx, { reset, now });
  await voidRecoveryCode(tx, subjectId, now);
  await raiseEpoch(tx, subjectId);
  await endSessions(tx, subjectId, { at: now });
}

/** Whoever came in by the reset may have linked a Slack account of their own: it would go on acting for the person. */
async function cutNewLinks(tx: Tx, { reset, now }: { reset: Reset; now: Date }): Promise<void> {
  const { subjectId, executedAt } = reset;
  const cut = await removeLinksSince(tx, subjectId, { since: executedAt, endedAt: now });
  for (const { workspaceId, slackUserId } of cut)
    await appendAudit(tx, { kind: "slack_unlinked", at: now, subjectId, workspaceId, slackUserId });
}

/** The person by mail; whoever did the reset and every administrator in Slack, administrators by mail too (DESIGN 3). */
async function tellEverybody(tx: Tx, deps: Deps, reset: Reset): Promise<void> {
  const refId = reset.id;
  await tellPerson(tx, deps, {
    userId: reset.subjectId,
    refId,
    mail: "reset_stopped_mail",
    text: "reset_stopped",
  });
  const administrators = (await listAdministrators(tx))
    .filter((one) => one.firstEnrolledAt !== null)
    .map((one) => one.id);
  await warnOfLockout(tx, deps, { subjectId: reset.subjectId });
  await tellReset(tx, deps, { reset, news: "stopped" });
  const ownerId = await findResetOwnerId(tx, reset);
  for (const recipientId of new Set([...(ownerId ? [ownerId] : []), ...administrators])) {
    await insertOutbox(tx, deps, { kind: "reset_stopped_dm", refId, recipientId });
  }
  for (const recipientId of administrators) {
    await insertOutbox(tx, deps, { kind: "reset_stopped_alert_mail", refId, recipientId });
  }
}
