import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { lockSession } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { recoveryPlace } from "./session-steps.ts";

/** The code that waits on this session for the tick; undefined when it ran out or was saved. The same at every reload. */
export async function viewRecoveryCode(
  deps: Pick<Deps, "db" | "now" | "keys">,
  session: Session,
): Promise<{ code: string | undefined }> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const row = await lockSession(tx, session.id);
    const isWaiting = row?.recoveryCodeUntil && row.recoveryCodeUntil > deps.now();
    if (!isWaiting || !row.recoveryCodeBox) return { code: undefined };
    return { code: open(deps.keys, recoveryPlace(row.id), row.recoveryCodeBox) };
  });
}
