import type { Deps } from "../deps.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor } from "../store/factors.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { proveTextSetup } from "./set-up-texts.ts";
import { takeFactorsPlace } from "./take-factors-place.ts";

/** The code that was texted to the new number. Only now does it get codes, and the old number none any more (R11, B1, B4). */
export async function finishOwnTexts(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ replaced: boolean }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const pending = await findPendingFactor(tx, session.id, "sms");
    if (!pending || !isFinishable(pending, user, now)) return refuse({ code: "setup_over" });
    const proven = await proveTextSetup(tx, deps, { user, sessionId: session.id, code });
    if (!proven.ok) return proven;
    return ok(await takeFactorsPlace(tx, deps, { locked: locked.value, pending: proven.value, step: null }));
  });
}
