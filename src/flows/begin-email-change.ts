import { hashToken, newId, newToken, stopTokenOf } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { emailLinkLifetimeMs } from "../domain/contact-change.ts";
import { maskEmail, normalizeEmail } from "../domain/email.ts";
import { domainRefusal } from "../domain/invitation.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { insertContactChange } from "../store/contact-changes.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findUserByEmail, type User } from "../store/users.ts";
import { voidContactChange } from "./cancel-contact-change.ts";
import type { Session } from "./find-session.ts";
import { contactLimit } from "./limit-contact-changes.ts";
import { lockOwnAct, type OwnForm, proveOwnAct } from "./take-own-act.ts";
import { tellSelf } from "./tell-self.ts";

/**
 * Begins the change of one's own sign-in address, for a fresh code. Nothing changes yet: the new address gets a link, and the
 * old one hears of it at once, with a link that stops it (R51). The link alone changes nothing either, it must be opened by
 * the signed-in owner: so neither the session nor a mailbox alone moves an account, nor does a slip in the address.
 */
export async function beginEmailChange(
  deps: Deps,
  session: Session,
  { email, challengeId, code }: OwnForm & { email: string },
): Promise<Result<{ expiresAt: Date }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockOwnAct(tx, deps, { session, act: "own_email", challengeId });
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const to = normalizeEmail(email);
    // What is wrong with the address costs no code: it is corrected at its field.
    const fault =
      (await addressFault(tx, { user, to })) ??
      (await contactLimit(tx, deps, { userId: user.id, kind: "email" }));
    if (fault) return refuse(fault);
    const proof = await proveOwnAct(tx, deps, { locked: locked.value, code });
    if (!proof.ok) return proof;
    return ok(await begin(tx, deps, { session, user, to, device: row.device }));
  });
}

/**
 * Whether this person may sign in with this address. Team members see who is in the company, and are told at once that an
 * address is taken; a payee is told nothing (R32): then no link goes out, and its owner hears of the try.
 */
async function addressFault(tx: Tx, { user, to }: { user: User; to: string }): Promise<Refusal | undefined> {
  if (to === user.email) return { code: "own_email" };
  const domain = domainRefusal(to, user.relationship, (await getCompany(tx)).emailDomains);
  if (domain || user.relationship === "payee") return domain;
  return (await findUserByEmail(tx, to)) ? { code: "email_taken" } : undefined;
}

type Change = { session: Session; user: User; to: string; device: string | null };

async function begin(tx: Tx, deps: Deps, { session, user, to, device }: Change) {
  const now = deps.now();
  await voidContactChange(tx, { userId: user.id, kind: "email", now });
  const id = newId(deps.randomBytes);
  const { token } = newToken(deps.randomBytes, session.companyId);
  const stopToken = stopTokenOf(token);
  const expiresAt = new Date(now.getTime() + emailLinkLifetimeMs);
  await insertContactChange(tx, {
    id,
    userId: user.id,
    kind: "email",
    email: to,
    tokenHash: hashToken(stopToken),
    epoch: user.mfaEpoch,
    createdAt: now,
    expiresAt,
  });
  const link = { refId: id, recipientId: user.id, payload: { token }, expiresAt };
  await insertOutbox(tx, deps, { kind: "email_confirm_mail", ...link });
  const more = { stopToken, newEmail: maskEmail(to), changeId: id };
  await tellSelf(tx, deps, { userId: user.id, news: "email_begun", device, more });
  const facts = { changeId: id, device };
  await appendAudit(tx, { kind: "own_email_begun", at: now, actorId: user.id, facts });
  return { expiresAt };
}
