import type { Deps } from "../deps.ts";
import { isUnfinished } from "../domain/invitation.ts";
import type { Tx } from "../store/db.ts";
import { endSessions } from "../store/sessions.ts";
import { raiseEpoch, type User, updateUser } from "../store/users.ts";

/**
 * Whoever accepted an invitation, never set up codes and forgot the password is invited once more: the password and what was
 * begun with it are void, role and grant stay as they were given. The caller holds the person and sends the invitation. Until it
 * is accepted a System Administrator among them still counts as somebody who could decide, as one who lost the role does (R36).
 */
export async function reopenUnfinished(tx: Tx, deps: Pick<Deps, "now">, user: User): Promise<void> {
  if (!isUnfinished(user)) return;
  const now = deps.now();
  const counts = user.role === "system_administrator" ? { lostSystemAdministratorAt: now } : {};
  await updateUser(tx, user.id, { status: "invited", passwordHash: null, ...counts });
  await endSessions(tx, user.id, { at: now });
  await raiseEpoch(tx, user.id);
}
