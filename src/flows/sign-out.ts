import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { updateSession } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";

/** Ends this browser's session; a second time changes nothing. */
export async function signOut(deps: Pick<Deps, "db" | "now">, session: Session): Promise<void> {
  await inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    if (!(await updateSession(tx, session.id, { endedAt: now, recoveryCodeBox: null }))) return;
    await appendAudit(tx, { kind: "signed_out", at: now, actorId: session.userId });
  });
}
