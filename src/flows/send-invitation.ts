import { newId, newToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { invitationLifetimeMs, invitationRemindersMs } from "../domain/invitation.ts";
import type { Tx } from "../store/db.ts";
import { insertInvitation, voidOpenInvitation } from "../store/invitations.ts";
import { insertOutbox, voidPending } from "../store/outbox.ts";
import { insertTimers } from "../store/timers.ts";

/** Void with the link that they carry. */
export const invitationMails = ["invitation_mail", "invitation_reminder_mail"] as const;

export type SentInvitation = { token: string; invitationId: string; expiresAt: Date };

/** A new link for an invited person, mailed to that address only; the link before it is void (R29). */
export async function sendInvitation(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { companyId, userId, invitedBy }: { companyId: string; userId: string; invitedBy: string | null },
): Promise<SentInvitation> {
  const now = deps.now();
  const before = await voidOpenInvitation(tx, userId, now);
  if (before) await voidPending(tx, now, { refId: before.id, kinds: invitationMails });
  const id = newId(deps.randomBytes);
  const { token, hash } = newToken(deps.randomBytes, companyId);
  const expiresAt = new Date(now.getTime() + invitationLifetimeMs);
  await insertInvitation(tx, {
    id,
    userId,
    invitedBy: invitedBy ?? before?.invitedBy ?? null,
    tokenHash: hash,
    sentAt: now,
    expiresAt,
  });
  const mail = { refId: id, recipientId: userId, payload: { token }, expiresAt };
  await insertOutbox(tx, deps, { kind: "invitation_mail", ...mail });
  for (const ms of invitationRemindersMs) {
    const dueAt = new Date(now.getTime() + ms);
    await insertOutbox(tx, deps, { kind: "invitation_reminder_mail", ...mail, dueAt });
  }
  await insertTimers(tx, {
    id: newId(deps.randomBytes),
    kind: "invitation_expire",
    refId: id,
    dueAt: expiresAt,
  });
  return { token, invitationId: id, expiresAt };
}
