import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { destroyFactor, findPendingFactor } from "../store/factors.ts";
import type { Session } from "./find-session.ts";
import { insertPendingFactor, renewToken } from "./session-steps.ts";
import { type OwnForm, takeOwnAct } from "./take-own-act.ts";

/**
 * A fresh code begins the set-up of an authenticator app inside the session. What is active stays as it is (B1): the new secret
 * belongs to this session and its epoch, and is good for nothing until its first code comes back (R11).
 */
export async function beginOwnApp(
  deps: Deps,
  session: Session,
  form: OwnForm,
): Promise<Result<{ sessionToken: string }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const taken = await takeOwnAct(tx, deps, { session, act: "own_app", form });
    if (!taken.ok) return taken;
    const { user } = taken.value;
    const before = await findPendingFactor(tx, session.id, "totp");
    if (before) await destroyFactor(tx, before.id, deps.now());
    await insertPendingFactor(tx, deps, { user, sessionId: session.id });
    return ok(await renewToken(tx, deps, { companyId: session.companyId, sessionId: session.id }));
  });
}
