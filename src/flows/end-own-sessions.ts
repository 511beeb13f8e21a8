import type { Deps } from "../deps.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { endSession, endSessions } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/** Signs one of the person's own browsers out, or all but this one. Needs no code: it only takes away (R53). */
export async function endOwnSessions(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
  which: { sessionId: string } | "others",
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const ended =
      which === "others"
        ? await endSessions(tx, user.id, { at: now, except: session.id })
        : await endSession(tx, { userId: user.id, id: which.sessionId, at: now });
    // Over already, or somebody else's: the same answer, and nothing happened.
    if (ended === 0) return ok(undefined);
    const facts = { sessions: ended };
    await appendAudit(tx, { kind: "sessions_ended", at: now, actorId: user.id, facts });
    return ok(undefined);
  });
}
