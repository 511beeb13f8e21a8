import { verifySecret } from "../crypto/password.ts";
import { normalizeCode, setupCodeSecret } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { consumeChallenge } from "../store/challenges.ts";
import { inTenant } from "../store/db.ts";
import { findLatestReset, lockLatestReset } from "../store/resets.ts";
import { updateUser } from "../store/users.ts";
import { countWrongCode } from "./count-wrong-code.ts";
import type { Session } from "./find-session.ts";
import { lockSignIn } from "./lock-sign-in.ts";
import { raiseSession } from "./session-steps.ts";

/**
 * The mailed setup code after the password: both together open enrolment, and nothing else (R45, B3). It is consumed
 * only when the new factor is active, so that a broken-off set-up can be begun again. Five wrong ones end the
 * challenge, not the code (R46).
 */
export async function enterSetupCode(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const typed = normalizeCode(code);
  const before = await inTenant(deps.db, session.companyId, (tx) => findLatestReset(tx, session.userId));
  // Outside the transaction: hashing waits in line, and must hold no lock meanwhile. Nothing is told of it before the limits.
  const isRight = await verifySecret(before?.codeHash, setupCodeSecret(typed));
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSignIn(tx, deps, { session, level: "password" });
    if (!locked.ok) return locked;
    const { user, challenge } = locked.value;
    const reset = await lockLatestReset(tx, user.id);
    if (!reset) return refuse({ code: "session_over" });
    if (/^\d{6}$/.test(typed)) return refuse({ code: "wrong_kind_of_code", typed: "app" });
    if (typed.length === 26) return refuse({ code: "wrong_kind_of_code", typed: "recovery" });
    const isOver =
      reset.outcome !== "open" || reset.codeExpiresAt <= now || reset.codeHash !== before?.codeHash;
    if (isOver) return refuse({ code: "setup_code_expired" });
    if (!isRight) return refuse(await countWrongCode(tx, deps, { user, challenge, kind: "setup_code" }));
    if (!(await consumeChallenge(tx, challenge.id, now)))
      throw new Error("the challenge moved under its lock");
    await updateUser(tx, user.id, { codeFailures: 0, lockedUntil: null });
    const raised = await raiseSession(tx, deps, { user, sessionId: session.id, level: "enrol" });
    await appendAudit(tx, {
      kind: "setup_code_accepted",
      at: now,
      actorId: user.id,
      facts: { resetId: reset.id },
    });
    return ok(raised);
  });
}
