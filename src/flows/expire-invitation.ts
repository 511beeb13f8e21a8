import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { findInvitationById } from "../store/invitations.ts";
import { insertOutbox } from "../store/outbox.ts";

/** The inviter hears of an invitation that nobody used; the link is dead by its own date (DESIGN 3). */
export async function expireInvitation(tx: Tx, deps: Deps, invitationId: string): Promise<void> {
  const now = deps.now();
  const invitation = await findInvitationById(tx, invitationId);
  if (!invitation || invitation.acceptedAt || invitation.voidedAt || invitation.expiresAt > now) return;
  if (invitation.invitedBy) {
    const recipientId = invitation.invitedBy;
    await insertOutbox(tx, deps, { kind: "invitation_expired_dm", refId: invitationId, recipientId });
  }
  const subjectId = invitation.userId;
  await appendAudit(tx, { kind: "invitation_expired", at: now, subjectId, facts: { invitationId } });
}
