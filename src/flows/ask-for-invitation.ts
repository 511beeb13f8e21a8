import { companyOfToken, hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { invitationRefusal } from "../domain/invitation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findInvitation, type Invitation, markRenewalAsked } from "../store/invitations.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findUser, listAdministrators, lockUser } from "../store/users.ts";

/** The inviter is told at most so often, however often the person presses. */
const askAgainMs = 60 * 60_000;

/** Whoever holds an invitation that has run out asks for a new one. It tells, and changes nothing: only an administrator sends (R29). */
export async function askForInvitation(
  deps: Deps,
  { token }: { token: string },
): Promise<Result<{ askedAt: Date }>> {
  const companyId = companyOfToken(token);
  if (!companyId) return refuse({ code: "invitation_unknown" });
  return inTenant(deps.db, companyId, async (tx) => {
    const now = deps.now();
    const found = await findInvitation(tx, hashToken(token));
    if (found) await lockUser(tx, found.userId);
    const invitation = await findInvitation(tx, hashToken(token));
    const refusal = invitationRefusal(invitation, now);
    if (!invitation || refusal?.code !== "invitation_expired")
      return refuse(refusal ?? { code: "invitation_unknown" });
    const { renewalAskedAt: asked, id: invitationId, userId } = invitation;
    if (asked && now.getTime() - asked.getTime() < askAgainMs) return ok({ askedAt: asked });
    await markRenewalAsked(tx, invitationId, now);
    for (const recipientId of await recipientsOf(tx, invitation))
      await insertOutbox(tx, deps, { kind: "invitation_asked_dm", refId: invitationId, recipientId });
    const facts = { invitationId };
    await appendAudit(tx, { kind: "invitation_asked", at: now, subjectId: userId, facts });
    return ok({ askedAt: now });
  });
}

/** The inviter, as long as they can send one; else every System Administrator who can, a few at most. */
async function recipientsOf(tx: Tx, { invitedBy }: Invitation): Promise<string[]> {
  const inviter = invitedBy ? await findUser(tx, invitedBy) : undefined;
  if (inviter?.status === "active" && inviter.role === "system_administrator") return [inviter.id];
  const able = (await listAdministrators(tx)).filter(
    (one) => one.role === "system_administrator" && one.firstEnrolledAt !== null,
  );
  return able.slice(0, maxRecipients).map(({ id }) => id);
}
const maxRecipients = 5;
