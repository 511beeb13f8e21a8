import type { Deps } from "../deps.ts";
import type { Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { completeEnrolment } from "./complete-enrolment.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import type { Texted } from "./send-sms-code.ts";
import { makeRecoveryCode } from "./session-steps.ts";
import { beginTextSetup, proveTextSetup } from "./set-up-texts.ts";

/** Where a number is set up: it is texted a code. `phone` is E.164; left out, the number is texted once more. */
export async function textToEnrol(
  deps: Deps,
  session: Session,
  { phone, address }: { phone?: string; address: string | undefined },
): Promise<Result<Texted>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockSessionUser(tx, session, { level: "enrol", now: deps.now() });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    return beginTextSetup(tx, deps, { user, sessionId: session.id, phone, address });
  });
}

/** Sets up text messages by the code that came. A set-up that a reset or another browser overtook is refused (R44, B7). */
export async function enrolTexts(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ sessionToken: string }>> {
  const fresh = await makeRecoveryCode(deps);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockSessionUser(tx, session, { level: "enrol", now: deps.now() });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const proven = await proveTextSetup(tx, deps, { user, sessionId: session.id, code });
    if (!proven.ok) return proven;
    const factor = proven.value;
    return completeEnrolment(tx, deps, { session, locked: locked.value, factor, step: null, fresh });
  });
}
