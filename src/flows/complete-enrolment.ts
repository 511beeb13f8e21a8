import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { activateFactor, destroyFactors, type Factor, listFactors } from "../store/factors.ts";
import { lockLatestReset, type Reset, spentCode, updateReset } from "../store/resets.ts";
import { endSessions } from "../store/sessions.ts";
import { updateUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { newStopToken } from "./issue-setup-code.ts";
import type { SessionUser } from "./lock-session-user.ts";
import { issueCodeOnSession, type NewRecoveryCode, raiseSession } from "./session-steps.ts";
import { takeNewPassword } from "./take-new-password.ts";
import { tellPerson } from "./tell-person.ts";
import { tellReset } from "./tell-reset.ts";

type Proven = {
  session: Session;
  locked: SessionUser;
  /** Pending, under the user's present epoch, and its code was right. */
  factor: Factor;
  /** Of an app's code. */
  step: number | null;
  fresh: NewRecoveryCode;
};

/**
 * The end of every enrolment, whatever was set up: only now is the new factor active, are the old ones destroyed and is the setup
 * code consumed, all in one transaction (R11, R45, B1, B4).
 */
export async function completeEnrolment(
  tx: Tx,
  deps: Deps,
  { session, locked, factor, step, fresh }: Proven,
): Promise<Result<{ sessionToken: string }>> {
  const now = deps.now();
  const { user } = locked;
  const reset = await openResetOf(tx, user.id);
  if (!(await mayComplete(tx, locked, reset))) return refuse({ code: "enrolment_void" });
  const replaced = await destroyFactors(tx, user.id, ["active", "suspended"], now);
  if (!(await activateFactor(tx, factor.id, { activatedAt: now, step }))) {
    throw new Error("the pending factor moved under the lock");
  }
  await endSessions(tx, user.id, { at: now, except: session.id });
  await destroyFactors(tx, user.id, ["pending"], now);
  await updateUser(tx, user.id, {
    firstEnrolledAt: user.firstEnrolledAt ?? now,
    everEnrolledAt: user.everEnrolledAt ?? now,
    lastSignInAt: now,
    codeFailures: 0,
    lockedUntil: null,
  });
  await takeNewPassword(tx, deps, locked.row);
  const raised = await raiseSession(tx, deps, { user, sessionId: session.id, level: "full" });
  await issueCodeOnSession(tx, deps, { userId: user.id, sessionId: session.id, fresh });
  if (reset) await completeReset(tx, deps, { reset, companyId: session.companyId });
  const facts = {
    before: replaced.map((one) => one.kind).join(" "),
    after: factor.kind,
    resetId: reset?.id ?? null,
  };
  await appendAudit(tx, { kind: "factor_activated", at: now, actorId: user.id, facts });
  return ok(raised);
}

async function openResetOf(tx: Tx, userId: string): Promise<Reset | undefined> {
  const reset = await lockLatestReset(tx, userId);
  return reset?.outcome === "open" ? reset : undefined;
}

/** A first factor, the end of an open reset, or a replacement by the recovery code; in any other case a factor would be added beside one that stands (B4). */
async function mayComplete(tx: Tx, { row, user }: SessionUser, reset: Reset | undefined): Promise<boolean> {
  const hasActive = (await listFactors(tx, user.id)).some((one) => one.state === "active");
  // Whoever came by both halves of a setup code chooses a password first.
  if (row.needsPassword) return false;
  if (row.isRecovery) return !reset;
  return !hasActive && (user.firstEnrolledAt === null || reset !== undefined);
}

async function completeReset(
  tx: Tx,
  deps: Deps,
  { reset, companyId }: { reset: Reset; companyId: string },
): Promise<void> {
  const now = deps.now();
  const isDone = await updateReset(tx, reset, { outcome: "completed", outcomeAt: now, ...spentCode });
  if (!isDone) throw new Error("the reset moved under its lock");
  const { id: refId, subjectId } = reset;
  const payload = async () => ({ stopToken: await newStopToken(tx, deps, { companyId, resetId: refId }) });
  await tellPerson(tx, deps, {
    userId: subjectId,
    refId,
    mail: "reset_completed_mail",
    text: "reset_completed",
    payload,
  });
  await tellReset(tx, deps, { reset, news: "completed", notice: "reset_completed_dm" });
  await appendAudit(tx, {
    kind: "reset_completed",
    at: now,
    begunAt: reset.executedAt,
    actorId: subjectId,
    subjectId,
    facts: { resetId: refId },
  });
}
