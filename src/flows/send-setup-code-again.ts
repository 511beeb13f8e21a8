import type { Deps } from "../deps.ts";
import { codeExpiry, resendRefusal } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { lockLatestReset, updateReset } from "../store/resets.ts";
import type { Session } from "./find-session.ts";
import { mailSetupCode, makeSetupCode } from "./issue-setup-code.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/** The person, with the password alone, has a new code mailed; it voids the one before (R46). */
export async function sendSetupCodeAgain(deps: Deps, session: Session): Promise<Result<{ expiresAt: Date }>> {
  const { code, hash } = await makeSetupCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "password", now });
    if (!locked.ok) return locked;
    const reset = await lockLatestReset(tx, session.userId);
    if (!reset) return refuse({ code: "session_over" });
    const refusal = resendRefusal(reset, now);
    if (refusal) return refuse(refusal);
    const expiresAt = codeExpiry(now, reset.windowEndsAt);
    const sent = { codeHash: hash, codeSentAt: now, codeExpiresAt: expiresAt, resends: reset.resends + 1 };
    if (!(await updateReset(tx, reset, { ...sent, mailAcceptedAt: null, mailRefusedAt: null }))) {
      throw new Error("the reset moved under its lock");
    }
    const { companyId, userId } = session;
    await mailSetupCode(tx, deps, { companyId, resetId: reset.id, subjectId: userId, code, expiresAt });
    const facts = { resetId: reset.id, resends: sent.resends };
    await appendAudit(tx, { kind: "setup_code_sent_again", at: now, actorId: userId, facts });
    return ok({ expiresAt });
  });
}
