import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { invitations } from "./schema/people.ts";

export type Invitation = typeof invitations.$inferSelect;

export async function insertInvitation(tx: Tx, invitation: typeof invitations.$inferInsert): Promise<void> {
  await tx.insert(invitations).values(invitation);
}

export async function findInvitation(tx: Tx, tokenHash: string): Promise<Invitation | undefined> {
  const rows = await tx.select().from(invitations).where(eq(invitations.tokenHash, tokenHash));
  return rows[0];
}

export async function findInvitationById(tx: Tx, id: string): Promise<Invitation | undefined> {
  const rows = await tx.select().from(invitations).where(eq(invitations.id, id));
  return rows[0];
}

/** Marks it accepted; false when it was accepted or voided meanwhile: a link works once (R29). */
export async function markAccepted(tx: Tx, id: string, acceptedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ acceptedAt })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt), isNull(invitations.voidedAt)))
    .returning({ id: invitations.id });
  return hitOne(rows, "invitation");
}

/** Voids the user's open invitation, if any, and answers it. */
export async function voidOpenInvitation(
  tx: Tx,
  userId: string,
  voidedAt: Date,
): Promise<Invitation | undefined> {
  const rows = await tx
    .update(invitations)
    .set({ voidedAt })
    .where(and(eq(invitations.userId, userId), isNull(invitations.acceptedAt), isNull(invitations.voidedAt)))
    .returning();
  return rows[0];
}
