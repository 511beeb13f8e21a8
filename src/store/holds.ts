import { and, count, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { holds } from "./schema/people.ts";

export async function insertHold(tx: Tx, hold: typeof holds.$inferInsert): Promise<void> {
  await tx.insert(holds).values(hold);
}

/** How often this person has locked somebody since a time. */
export async function countHolds(tx: Tx, actorId: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(holds)
    .where(and(eq(holds.actorId, actorId), gt(holds.createdAt, since)));
  return row?.count ?? 0;
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
