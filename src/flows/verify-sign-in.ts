import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { activateFactor } from "../store/factors.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { updateUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { findUsableState } from "./find-usable-state.ts";
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
    const { user, challenge } = locked.value;
    const state = (await findUsableState(tx, user.id)) ?? "active";
    const proof = await proveFactor(tx, deps, { user, challenge, code, state });
    if (!proof.ok) return proof;
    if (state === "suspended") await giveBack(tx, deps, { userId: user.id, ...proof.value });
    const raised = await raiseSession(tx, deps, { user, sessionId: session.id, level: "full" });
    if (fresh) await issueCodeOnSession(tx, deps, { userId: user.id, sessionId: session.id, fresh });
    await updateUser(tx, user.id, { lastSignInAt: now });
    await appendAudit(tx, {
      kind: "signed_in",
      at: now,
      actorId: user.id,
      facts: { factor: proof.value.factor.kind },
    });
    return ok(raised);
  });
}

async function giveBack(
  tx: Tx,
  deps: Deps,
  { userId, factor, step }: { userId: string; factor: { id: string; kind: string }; step: number },
): Promise<void> {
  const now = deps.now();
  if (!(await activateFactor(tx, factor.id, { activatedAt: now, step })))
    throw new Error("the factor moved under its lock");
  await appendAudit(tx, {
    kind: "factor_given_back",
    at: now,
    actorId: userId,
    facts: { factor: factor.kind },
  });
}
