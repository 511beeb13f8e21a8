import { and, count, desc, eq, gt, ne } from "drizzle-orm";
import type { Tx } from "./db.ts";
import type { OutboxKind } from "./outbox-kinds.ts";
import { outbox } from "./schema/delivery.ts";
import { users } from "./schema/people.ts";

/** Given up for good; what merely became untrue, and so was not sent, is nobody's trouble. */
const isDeadSince = (since: Date) => and(gt(outbox.deadAt, since), ne(outbox.lastError, "void"));

/** What could not be delivered since a time, newest first: kind, to whom, why and when, never what it said. */
export function listDead(tx: Tx, { since, limit }: { since: Date; limit: number }) {
  return tx
    .select({
      kind: outbox.kind,
      why: outbox.lastError,
      deadAt: outbox.deadAt,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(outbox)
    .leftJoin(users, and(eq(users.companyId, outbox.companyId), eq(users.id, outbox.recipientId)))
    .where(isDeadSince(since))
    .orderBy(desc(outbox.deadAt))
    .limit(limit);
}

export async function countDead(tx: Tx, since: Date): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(outbox).where(isDeadSince(since));
  return row?.count ?? 0;
}

/** The newest message of a kind about a row, and what became of it. */
export async function findNewestMessage(tx: Tx, { kind, refId }: { kind: OutboxKind; refId: string }) {
  const rows = await tx
    .select({
      deliveredAt: outbox.deliveredAt,
      receipt: outbox.receipt,
      deadAt: outbox.deadAt,
      why: outbox.lastError,
    })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.refId, refId)))
    .orderBy(desc(outbox.createdAt))
    .limit(1);
  return rows[0];
}
