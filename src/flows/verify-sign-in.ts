import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { resumeFactors } from "../store/factors.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { updateUser } from "../store/users.ts";
import { endHelpCall } from "./end-help-call.ts";
import type { Session } from "./find-session.ts";
import { findUsableFactors } from "./find-usable-factors.ts";
import { lockSignIn } from "./lock-sign-in.ts";
import { proveFactor } from "./prove-factor.ts";
import { issueCodeOnSession, makeRecoveryCode, raiseSession } from "./session-steps.ts";

/** The second step: a code of the person's own. A missing recovery code is made at once, to be saved before anything else (R22). */
export async function verifySignIn(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const saved = await inTenant(deps.db, session.companyId, (tx) => findSavedRecoveryCode(tx, session.userId));
  const fresh = saved ? undefined : await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSignIn(tx, deps, { session, level: "password" });
    if (!locked.ok) return locked;
    const { row, user, challenge } = locked.value;
    const { factors, resetId } = await findUsableFactors(tx, user.id);
    const proof = await proveFactor(tx, deps, { user, challenge, code, factors });
    if (!proof.ok) return proof;
    if (resetId) await giveBack(tx, deps, { userId: user.id, resetId });
    const raised = await raiseSession(tx, deps, { user, sessionId: session.id, level: "full" });
    if (fresh) await issueCodeOnSession(tx, deps, { userId: user.id, sessionId: session.id, fresh });
    await updateUser(tx, user.id, { lastSignInAt: now });
    await endHelpCall(tx, deps, user.id);
    await appendAudit(tx, {
      kind: "signed_in",
      at: now,
      actorId: user.id,
      facts: { factor: proof.value.factor.kind, device: row.device },
    });
    return ok(raised);
  });
}

/** One of them proven, all that the stopped reset turned off work again (R48). */
async function giveBack(
  tx: Tx,
  deps: Deps,
  { userId, resetId }: { userId: string; resetId: string },
): Promise<void> {
  const after = await resumeFactors(tx, userId, resetId);
  if (after.length === 0) throw new Error("the factors moved under the lock");
  const facts = { factor: after.map((one) => one.kind).join(" ") };
  await appendAudit(tx, { kind: "factor_given_back", at: deps.now(), actorId: userId, facts });
}
