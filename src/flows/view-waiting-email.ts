import type { Deps } from "../deps.ts";
import { isWaiting } from "../domain/contact-change.ts";
import { findOpenContactChange } from "../store/contact-changes.ts";
import { inTenant } from "../store/db.ts";
import { findUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";

export type WaitingEmail = { email: string; expiresAt: Date };

/** The new address that waits to be confirmed, if any. */
export async function viewWaitingEmail(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
): Promise<WaitingEmail | undefined> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const change = await findOpenContactChange(tx, session.userId, "email");
    if (!user || !change?.email || !isWaiting(change, user, deps.now())) return undefined;
    return { email: change.email, expiresAt: change.expiresAt };
  });
}
