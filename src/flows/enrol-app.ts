import type { Deps } from "../deps.ts";
import { type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor } from "../store/factors.ts";
import { checkApp } from "./check-code.ts";
import { completeEnrolment } from "./complete-enrolment.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { makeRecoveryCode } from "./session-steps.ts";

/** Sets up the app by its first code. A right code of a set-up that a reset or another browser overtook is refused (R44, B7). */
export async function enrolApp(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const fresh = await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockSessionUser(tx, session, { level: "enrol", now: deps.now() });
    if (!locked.ok) return locked;
    const factor = await findPendingFactor(tx, session.id, "totp");
    if (!factor || factor.epoch !== locked.value.user.mfaEpoch) return refuse({ code: "enrolment_void" });
    const check = checkApp(deps, factor, { code: code.replace(/\s/g, ""), now: deps.now() });
    if (!check.ok) return refuse({ code: "wrong_app_code" });
    return completeEnrolment(tx, deps, { session, locked: locked.value, factor, step: check.step, fresh });
  });
}
