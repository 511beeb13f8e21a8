import { hashToken } from "../crypto/token.ts";
import { passwordBlock, passwordLinkRefusal } from "../domain/password-reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { findPasswordReset } from "../store/password-resets.ts";
import { findLatestReset } from "../store/resets.ts";
import { findUser, lockUser, type User } from "../store/users.ts";

/** Whose password a mailed link may change now; the person is locked. A reset that came since refuses it again (R28, R44). */
export async function findPasswordLink(tx: Tx, token: string, now: Date): Promise<Result<User>> {
  const link = await findPasswordReset(tx, hashToken(token));
  const user = link && (await findUser(tx, link.userId));
  if (!user) return refuse({ code: "password_link_unknown" });
  const locked = await lockUser(tx, user.id);
  const refusal = passwordLinkRefusal(await findPasswordReset(tx, hashToken(token)), locked, now);
  if (refusal) return refuse(refusal);
  const why = passwordBlock(locked, await findLatestReset(tx, locked.id), now);
  return why ? refuse({ code: "password_blocked", why }) : ok(locked);
}
