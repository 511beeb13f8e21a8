import { and, count, eq, gt, isNull, min, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne, onlyRow } from "./rows.ts";
import { contactChanges } from "./schema/account.ts";

export type ContactChange = typeof contactChanges.$inferSelect;
type Kind = ContactChange["kind"];

const isOpen = and(isNull(contactChanges.doneAt), isNull(contactChanges.voidedAt));
const isOf = (userId: string, kind: Kind) =>
  and(eq(contactChanges.userId, userId), eq(contactChanges.kind, kind), isOpen);

export async function insertContactChange(
  tx: Tx,
  change: Omit<typeof contactChanges.$inferInsert, "companyId">,
): Promise<void> {
  await tx.insert(contactChanges).values(change);
}

export async function findContactChange(tx: Tx, id: string): Promise<ContactChange | undefined> {
  const rows = await tx.select().from(contactChanges).where(eq(contactChanges.id, id));
  return rows[0];
}

/** The one that neither was confirmed nor is void, of each kind at most one. It may have run out. */
export async function findOpenContactChange(
  tx: Tx,
  userId: string,
  kind: Kind,
): Promise<ContactChange | undefined> {
  const rows = await tx.select().from(contactChanges).where(isOf(userId, kind));
  return rows[0];
}

export async function findContactChangeByToken(
  tx: Tx,
  tokenHash: string,
): Promise<ContactChange | undefined> {
  const rows = await tx.select().from(contactChanges).where(eq(contactChanges.tokenHash, tokenHash));
  return rows[0];
}

/** How many a person began since a time, whatever became of them, and when the first of these. */
export async function countContactChanges(
  tx: Tx,
  { userId, kind, since }: { userId: string; kind: Kind; since: Date },
): Promise<{ count: number; oldest: Date | null }> {
  const { createdAt } = contactChanges;
  const rows = await tx
    .select({ count: count(), oldest: min(createdAt) })
    .from(contactChanges)
    .where(and(eq(contactChanges.userId, userId), eq(contactChanges.kind, kind), gt(createdAt, since)));
  return onlyRow(rows, "count of contact changes");
}

/** Ends an open one; false when it ended meanwhile: a link works once. */
export async function endContactChange(
  tx: Tx,
  id: string,
  ending: { doneAt: Date; formerEmail?: string } | { voidedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(contactChanges)
    .set(ending)
    .where(and(eq(contactChanges.id, id), isOpen))
    .returning({ id: contactChanges.id });
  return hitOne(rows, "contact change");
}

/** One more wrong code; answers how many there were. */
export async function countContactAttempt(tx: Tx, id: string): Promise<number> {
  const rows = await tx
    .update(contactChanges)
    .set({ attempts: sql`${contactChanges.attempts} + 1` })
    .where(eq(contactChanges.id, id))
    .returning({ attempts: contactChanges.attempts });
  return onlyRow(rows, "contact change").attempts;
}
