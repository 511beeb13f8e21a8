import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { destroyFactors } from "../store/factors.ts";
import { updateUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { lockSignIn } from "./lock-sign-in.ts";
import { proveFactor } from "./prove-factor.ts";
import { issueCodeOnSession, makeRecoveryCode, raiseSession } from "./session-steps.ts";

/** After a recovery code: the person still has the old authenticator app and proves it. A new recovery code must be saved all the same (R22). */
export async function confirmFactor(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const fresh = await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSignIn(tx, deps, { session, level: "enrol" });
    if (!locked.ok) return locked;
    const { row, user, challenge } = locked.value;
    if (!row.isRecovery) return refuse({ code: "session_over" });
    const proof = await proveFactor(tx, deps, { user, challenge, code });
    if (!proof.ok) return proof;
    await destroyFactors(tx, user.id, ["pending"], now);
    const raised = await raiseSession(tx, deps, { user, sessionId: row.id, level: "full" });
    await issueCodeOnSession(tx, deps, { userId: user.id, sessionId: row.id, fresh });
    await updateUser(tx, user.id, { lastSignInAt: now });
    await appendAudit(tx, {
      kind: "factor_confirmed",
      at: now,
      actorId: user.id,
      facts: { factor: proof.value.factor.kind },
    });
    return ok(raised);
  });
}
