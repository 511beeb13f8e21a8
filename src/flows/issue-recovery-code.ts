import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { issueCodeOnSession, makeRecoveryCode } from "./session-steps.ts";

/** Another code when the shown one ran out before it was ticked. Where a saved one exists nothing happens: replacing that needs a fresh factor (R23, B12). */
export async function issueRecoveryCode(deps: Deps, session: Session): Promise<Result<void>> {
  const fresh = await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    if (await findSavedRecoveryCode(tx, session.userId)) return ok(undefined);
    await issueCodeOnSession(tx, deps, { userId: session.userId, sessionId: session.id, fresh });
    await appendAudit(tx, { kind: "recovery_code_issued", at: now, actorId: session.userId });
    return ok(undefined);
  });
}
