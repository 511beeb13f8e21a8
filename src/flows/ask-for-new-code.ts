import type { Deps } from "../deps.ts";
import { isLapsed } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { findResetActorName } from "../store/reset-people.ts";
import { lockLatestReset, updateReset } from "../store/resets.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { tellReset } from "./tell-reset.ts";

/** The requester is told at most so often, however often the person presses. */
const askAgainMs = 60 * 60_000;

/** After the lapse: tells whoever did the reset that this person waits for a new code. */
export async function askForNewCode(
  deps: Deps,
  session: Session,
): Promise<Result<{ requesterName: string }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "password", now });
    if (!locked.ok) return locked;
    const reset = await lockLatestReset(tx, session.userId);
    if (!reset || !isLapsed(reset, now)) return refuse({ code: "reset_over", name: session.user.firstName });
    const requesterName = await findResetActorName(tx, reset);
    const asked = reset.renewalAskedAt?.getTime() ?? 0;
    if (now.getTime() - asked < askAgainMs) return ok({ requesterName });
    if (!(await updateReset(tx, reset, { renewalAskedAt: now })))
      throw new Error("the reset moved under its lock");
    await tellReset(tx, deps, { reset, news: "new_code_asked", notice: "new_code_asked_dm" });
    await appendAudit(tx, {
      kind: "new_code_asked",
      at: now,
      actorId: session.userId,
      facts: { resetId: reset.id },
    });
    return ok({ requesterName });
  });
}
