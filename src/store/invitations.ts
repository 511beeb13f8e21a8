import { and, count, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "./db.ts";
import { hitOne, onlyRow } from "./rows.ts";
import { invitations, users } from "./schema/people.ts";

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

/** The person behind an invitation that ran out asks for a new one; under the person's lock. */
export async function markRenewalAsked(tx: Tx, id: string, renewalAskedAt: Date): Promise<void> {
  const rows = await tx
    .update(invitations)
    .set({ renewalAskedAt })
    .where(eq(invitations.id, id))
    .returning({ id: invitations.id });
  onlyRow(rows, "invitation");
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

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.voidedAt));
const inviter = alias(users, "inviter");

const withPeople = (tx: Tx) =>
  tx
    .select({
      userId: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      relationship: users.relationship,
      sentAt: invitations.sentAt,
      expiresAt: invitations.expiresAt,
      inviterFirstName: inviter.firstName,
      inviterLastName: inviter.lastName,
    })
    .from(invitations)
    .innerJoin(users, and(eq(users.companyId, invitations.companyId), eq(users.id, invitations.userId)))
    .leftJoin(
      inviter,
      and(eq(inviter.companyId, invitations.companyId), eq(inviter.id, invitations.invitedBy)),
    );

/** Invitations that nobody has accepted, expired ones too, a page of them, newest first. */
export function listOpenInvitations(tx: Tx, { offset, limit }: { offset: number; limit: number }) {
  return withPeople(tx)
    .where(isOpen)
    .orderBy(desc(invitations.sentAt), desc(invitations.id))
    .offset(offset)
    .limit(limit);
}

export async function countOpenInvitations(tx: Tx): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(invitations).where(isOpen);
  return row?.count ?? 0;
}

/** The person's one open invitation. */
export async function findOpenInvitationOf(tx: Tx, userId: string) {
  const rows = await withPeople(tx).where(and(isOpen, eq(invitations.userId, userId)));
  return rows[0];
}
