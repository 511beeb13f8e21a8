import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { type SessionRow, updateSession } from "../store/sessions.ts";
import { updateUser } from "../store/users.ts";
import { tellPasswordChanged } from "./tell-password-changed.ts";

/**
 * The password that was chosen on the way here counts from now on: called in the transaction that activates the new phone, so
 * that neither is changed without the other. Does nothing for whoever signed in with their password.
 */
export async function takeNewPassword(
  tx: Tx,
  deps: Deps,
  { id, userId, newPasswordHash }: SessionRow,
): Promise<void> {
  if (newPasswordHash === null) return;
  const now = deps.now();
  await updateUser(tx, userId, { passwordHash: newPasswordHash, passwordChangedAt: now });
  if (!(await updateSession(tx, id, { newPasswordHash: null })))
    throw new Error("the session ended under its own lock");
  await tellPasswordChanged(tx, deps, userId);
  await appendAudit(tx, { kind: "password_changed", at: now, actorId: userId, facts: { by: "setup_code" } });
}
