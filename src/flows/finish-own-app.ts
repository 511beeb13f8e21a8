import type { Deps } from "../deps.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor } from "../store/factors.ts";
import { checkApp } from "./check-code.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { takeFactorsPlace } from "./take-factors-place.ts";

/** The first code of the new app. Only now is it active, in the place of the old one (R11, B1, B4). */
export async function finishOwnApp(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ replaced: boolean }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const pending = await findPendingFactor(tx, session.id, "totp");
    if (!pending || !isFinishable(pending, user, now)) return refuse({ code: "setup_over" });
    const check = checkApp(deps, pending, { code: code.replace(/\s/g, ""), now });
    if (!check.ok) return refuse({ code: "wrong_app_code" });
    return ok(await takeFactorsPlace(tx, deps, { locked: locked.value, pending, step: check.step }));
  });
}
