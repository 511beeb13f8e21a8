import { verifySecret } from "../crypto/password.ts";
import { normalizeCode } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { consumeChallenge } from "../store/challenges.ts";
import { inTenant } from "../store/db.ts";
import { findSavedRecoveryCode, markRecoveryCodeUsed } from "../store/recovery-codes.ts";
import { endSessions } from "../store/sessions.ts";
import { updateUser } from "../store/users.ts";
import { countWrongCode } from "./count-wrong-code.ts";
import { endHelpCall } from "./end-help-call.ts";
import type { Session } from "./find-session.ts";
import { lockSignIn } from "./lock-sign-in.ts";
import { insertSignInChallenge, raiseSession } from "./session-steps.ts";
import { tellPerson } from "./tell-person.ts";

/**
 * The recovery code in the place of a factor's code: single-use, after the password, told to the person. It opens the
 * set-up (or confirmation) of a factor and the saving of a new code, nothing else (R21, R22).
 */
export async function signInWithRecoveryCode(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const typed = normalizeCode(code);
  const before = await inTenant(deps.db, session.companyId, (tx) =>
    findSavedRecoveryCode(tx, session.userId),
  );
  // Outside the transaction: hashing waits in line, and must hold no lock meanwhile. Nothing is told of it before the limits.
  const isRight = await verifySecret(before?.hash, typed);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSignIn(tx, deps, { session, level: "password" });
    if (!locked.ok) return locked;
    const { user, challenge } = locked.value;
    if (/^\d{6}$/.test(typed)) return refuse({ code: "wrong_kind_of_code", typed: "app" });
    if (typed.length === 10) return refuse({ code: "wrong_kind_of_code", typed: "setup" });
    const saved = await findSavedRecoveryCode(tx, user.id);
    if (!isRight || !saved || saved.id !== before?.id) {
      return refuse(await countWrongCode(tx, deps, { user, challenge, kind: "recovery_code" }));
    }
    if (!(await markRecoveryCodeUsed(tx, saved.id, now)))
      throw new Error("the recovery code moved under the lock");
    if (!(await consumeChallenge(tx, challenge.id, now)))
      throw new Error("the challenge moved under its lock");
    await updateUser(tx, user.id, { codeFailures: 0, lockedUntil: null });
    const raised = await raiseSession(tx, deps, {
      user,
      sessionId: session.id,
      level: "enrol",
      isRecovery: true,
    });
    await insertSignInChallenge(tx, deps, { user, sessionId: session.id });
    // Somebody else's full session would be led to making a recovery code of its own: none is saved from now on (B12).
    await endSessions(tx, user.id, { at: now, except: session.id });
    await endHelpCall(tx, deps, user.id);
    await tellPerson(tx, deps, {
      userId: user.id,
      refId: user.id,
      mail: "recovery_code_used_mail",
      text: "recovery_code_used",
    });
    await appendAudit(tx, { kind: "recovery_code_used", at: now, actorId: user.id });
    return ok(raised);
  });
}
