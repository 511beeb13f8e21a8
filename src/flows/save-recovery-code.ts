import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { markRecoveryCodeSaved } from "../store/recovery-codes.ts";
import { updateSession } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/** The tick "I have securely saved this code": refused without it; from now on the code counts and is shown no more (R24). */
export async function saveRecoveryCode(
  deps: Deps,
  session: Session,
  { saved }: { saved: boolean },
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { row } = locked.value;
    if (!row.recoveryCodeId || !row.recoveryCodeUntil || row.recoveryCodeUntil <= now) {
      return refuse({ code: "recovery_code_gone" });
    }
    if (!saved) return refuse({ code: "recovery_code_not_ticked" });
    // Another browser may have been shown a newer one since: the tick is for the code that this one shows.
    if (!(await markRecoveryCodeSaved(tx, row.recoveryCodeId, now)))
      return refuse({ code: "recovery_code_gone" });
    await updateSession(tx, row.id, { recoveryCodeId: null, recoveryCodeBox: null, recoveryCodeUntil: null });
    await appendAudit(tx, { kind: "recovery_code_saved", at: now, actorId: session.userId });
    return ok(undefined);
  });
}
