import { hashSecret } from "../crypto/password.ts";
import type { Deps } from "../deps.ts";
import { normalizePassword } from "../domain/password.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { updateSession } from "../store/sessions.ts";
import { findUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { judgePassword } from "./judge-password.ts";
import { lockSessionUser } from "./lock-session-user.ts";

/**
 * After both halves of a setup code: the password that is to be (R25, R26). Its hash waits on the session until the transaction
 * that activates the new phone. Whatever ends the set-up before that, broken off, stopped or overtaken by another reset, leaves
 * the old password as it was, and there is nothing to be put back.
 */
export async function choosePassword(
  deps: Deps,
  session: Session,
  input: { password: string },
): Promise<Result<void>> {
  const password = normalizePassword(input.password);
  const fault = await inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    return user && judgePassword(password, { user, company: await getCompany(tx) });
  });
  if (fault) return refuse({ code: "password", fault });
  const newPasswordHash = await hashSecret(password);
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "enrol", now });
    if (!locked.ok) return locked;
    if (!locked.value.row.needsPassword) return refuse({ code: "session_over" });
    if (!(await updateSession(tx, session.id, { newPasswordHash, needsPassword: false })))
      throw new Error("the session ended under its own lock");
    await appendAudit(tx, { kind: "password_chosen", at: now, actorId: session.userId });
    return ok(undefined);
  });
}
