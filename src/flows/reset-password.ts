import { hashSecret } from "../crypto/password.ts";
import { companyOfToken, hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { normalizePassword } from "../domain/password.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { markPasswordResetUsed, voidPasswordResets } from "../store/password-resets.ts";
import { endSessions } from "../store/sessions.ts";
import { clearThrottle } from "../store/throttles.ts";
import { type User, updateUser } from "../store/users.ts";
import { findPasswordLink } from "./find-password-link.ts";
import { judgePassword } from "./judge-password.ts";
import { signInKey } from "./sign-in.ts";
import { tellPasswordChanged } from "./tell-password-changed.ts";

/**
 * A new password by a mailed link. It signs nobody in and proves no code: every session ends, half-finished sign-ins too, and
 * the next one asks for a code as ever (R15, R28). A reset within 7 days then needs an approval.
 */
export async function resetPassword(
  deps: Deps,
  input: { token: string; password: string },
): Promise<Result<{ slug: string }>> {
  const companyId = companyOfToken(input.token);
  if (!companyId) return refuse({ code: "password_link_unknown" });
  const password = normalizePassword(input.password);
  const judged = await inTenant(deps.db, companyId, async (tx) => {
    const found = await findPasswordLink(tx, input.token, deps.now());
    if (!found.ok) return found;
    const fault = judgePassword(password, { user: found.value, company: await getCompany(tx) });
    return ok({ fault, email: found.value.email });
  });
  if (!judged.ok) return judged;
  const { fault, email } = judged.value;
  // What is wrong with the password costs nothing: the link still works.
  if (fault) return refuse({ code: "password", fault });
  // Outside any transaction: hashing waits in line, and must hold no lock meanwhile (R27).
  const passwordHash = await hashSecret(password);
  return inTenant(deps.db, companyId, async (tx) => {
    // Before the person's lock, as at sign-in: wrong tries at the old password are no reason to wait with the new one.
    await clearThrottle(tx, signInKey(companyId, email));
    const found = await findPasswordLink(tx, input.token, deps.now());
    if (!found.ok) return found;
    if (!(await markPasswordResetUsed(tx, hashToken(input.token), deps.now())))
      return refuse({ code: "password_link_over" });
    await change(tx, deps, { user: found.value, passwordHash });
    return ok({ slug: (await getCompany(tx)).slug });
  });
}

async function change(
  tx: Tx,
  deps: Deps,
  { user, passwordHash }: { user: User; passwordHash: string },
): Promise<void> {
  const now = deps.now();
  await updateUser(tx, user.id, { passwordHash, passwordChangedAt: now });
  await voidPasswordResets(tx, user.id, now);
  await endSessions(tx, user.id, { at: now });
  await tellPasswordChanged(tx, deps, user.id);
  await appendAudit(tx, { kind: "password_changed", at: now, actorId: user.id, facts: { via: "mail" } });
}
