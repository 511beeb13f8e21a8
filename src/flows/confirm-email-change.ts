import type { Deps } from "../deps.ts";
import { maskEmail } from "../domain/email.ts";
import { domainRefusal } from "../domain/invitation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { type ContactChange, endContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { voidPasswordResets } from "../store/password-resets.ts";
import { endSessions } from "../store/sessions.ts";
import { findUserByEmail, type User, updateUser } from "../store/users.ts";
import { findEmailChange, judgeEmailLink } from "./find-email-change.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { tellSelf } from "./tell-self.ts";
import { textPerson } from "./text-person.ts";

/**
 * The signed-in owner confirms from the new mailbox: a fresh code began it, the link proves the address, and the session that it
 * is the same person (R51). Decided again as things are now: a day is long (R39). From now on a reset of this person needs an
 * approval, for a week.
 */
export async function confirmEmailChange(
  deps: Deps,
  session: Session,
  token: string,
): Promise<Result<{ email: string }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const judged = judgeEmailLink(await findEmailChange(tx, token), user, now);
    if (!judged.ok) return judged;
    const change = judged.value;
    if (await findUserByEmail(tx, change.email)) return refuse({ code: "email_taken" });
    const { emailDomains } = await getCompany(tx);
    const domain = domainRefusal(change.email, user.relationship, emailDomains);
    if (domain) return refuse(domain);
    if (!(await endContactChange(tx, change.id, { doneAt: now, formerEmail: user.email })))
      return refuse({ code: "email_link_over" });
    await move(tx, deps, { session, user, change, device: row.device });
    return ok({ email: change.email });
  });
}

type Move = {
  session: Session;
  user: User;
  change: ContactChange & { email: string };
  device: string | null;
};

/** Links for a forgotten password that went to the old mailbox die with it. */
async function move(tx: Tx, deps: Deps, { session, user, change, device }: Move): Promise<void> {
  const now = deps.now();
  await updateUser(tx, user.id, { email: change.email, emailChangedAt: now });
  await voidPasswordResets(tx, user.id, now);
  await endSessions(tx, user.id, { at: now, except: session.id });
  const more = { oldEmail: user.email, newEmail: maskEmail(change.email) };
  // To the new address, and to the old one: for a week that is told of everything.
  await tellSelf(tx, deps, { userId: user.id, news: "email_changed", device, more });
  await textPerson(tx, deps, { userId: user.id, news: "email_changed" });
  const facts = { changeId: change.id, device };
  await appendAudit(tx, { kind: "own_email_changed", at: now, actorId: user.id, facts });
}
