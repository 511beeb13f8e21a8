import { and, count, desc, eq, gt, isNull, min } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { holds } from "./schema/people.ts";

export type Hold = typeof holds.$inferSelect;

export async function insertHold(tx: Tx, hold: typeof holds.$inferInsert): Promise<void> {
  await tx.insert(holds).values(hold);
}

/** How often this person has locked somebody since a time, and when first. */
export async function countHolds(tx: Tx, actorId: string, since: Date) {
  const [row] = await tx
    .select({ count: count(), oldest: min(holds.createdAt) })
    .from(holds)
    .where(and(eq(holds.actorId, actorId), gt(holds.createdAt, since)));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

export async function findHold(tx: Tx, id: string): Promise<Hold | undefined> {
  const rows = await tx.select().from(holds).where(eq(holds.id, id));
  return rows[0];
}

/** The user's newest hold, ended or not. */
export async function findLatestHold(tx: Tx, userId: string): Promise<Hold | undefined> {
  const rows = await tx
    .select()
    .from(holds)
    .where(eq(holds.userId, userId))
    .orderBy(desc(holds.createdAt))
    .limit(1);
  return rows[0];
}

/** Makes one count again that ended together with what is undone now. */
export async function resumeHold(tx: Tx, id: string): Promise<void> {
  const rows = await tx
    .update(holds)
    .set({ endedAt: null, endedBy: null })
    .where(eq(holds.id, id))
    .returning({ id: holds.id });
  onlyRow(rows, "hold");
}

/** Ends what holds the user now. */
export async function endHolds(
  tx: Tx,
  userId: string,
  { endedAt, endedBy }: { endedAt: Date; endedBy: string | null },
): Promise<void> {
  await tx
    .update(holds)
    .set({ endedAt, endedBy })
    .where(and(eq(holds.userId, userId), isNull(holds.endedAt)));
}
