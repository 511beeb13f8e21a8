import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import type { Session } from "./find-session.ts";
import { issueCodeOnSession, makeRecoveryCode, renewToken } from "./session-steps.ts";
import { type OwnForm, takeOwnAct } from "./take-own-act.ts";
import { tellSelf } from "./tell-self.ts";

/**
 * A new recovery code in the place of the saved one, for a fresh code (R23, B12). The old one is void at once, not when the new
 * one is ticked: whoever makes a new one often fears that somebody else has seen the old, and the database holds one
 * current code per person. Nobody is left without: until the tick every page leads to the new code, and every sign-in asks for it.
 */
export async function replaceRecoveryCode(
  deps: Deps,
  session: Session,
  form: OwnForm,
): Promise<Result<{ sessionToken: string }>> {
  const fresh = await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const taken = await takeOwnAct(tx, deps, { session, act: "own_recovery_code", form });
    if (!taken.ok) return taken;
    const { row, user } = taken.value;
    await issueCodeOnSession(tx, deps, { userId: user.id, sessionId: row.id, fresh });
    const renewed = await renewToken(tx, deps, { companyId: session.companyId, sessionId: row.id });
    await tellSelf(tx, deps, { userId: user.id, news: "recovery_code_made", device: row.device });
    const facts = { device: row.device };
    await appendAudit(tx, { kind: "recovery_code_issued", at: deps.now(), actorId: user.id, facts });
    return ok(renewed);
  });
}
