import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { postings } from "./schema/delivery.ts";

export type Posting = typeof postings.$inferSelect;

/** Where a request or act will stand. A second one for the same place is the first. */
export async function insertPosting(tx: Tx, posting: typeof postings.$inferInsert): Promise<void> {
  await tx.insert(postings).values(posting).onConflictDoNothing();
}

export async function findPosting(tx: Tx, id: string): Promise<Posting | undefined> {
  const rows = await tx.select().from(postings).where(eq(postings.id, id));
  return rows[0];
}

/** The one in the approvals channel: the root of the thread. */
export async function findChannelPosting(tx: Tx, refId: string): Promise<Posting | undefined> {
  const rows = await tx
    .select()
    .from(postings)
    .where(and(eq(postings.refId, refId), isNull(postings.recipientId)));
  return rows[0];
}

export async function findDmPosting(
  tx: Tx,
  refId: string,
  recipientId: string,
): Promise<Posting | undefined> {
  const rows = await tx
    .select()
    .from(postings)
    .where(and(eq(postings.refId, refId), eq(postings.recipientId, recipientId)));
  return rows[0];
}

/** Every copy, to be drawn again when the row changes. */
export function listPostings(tx: Tx, refId: string): Promise<Posting[]> {
  return tx.select().from(postings).where(eq(postings.refId, refId));
}

export async function updatePosting(
  tx: Tx,
  id: string,
  changes: Partial<Pick<Posting, "channelId" | "ts">>,
): Promise<void> {
  onlyRow(
    await tx.update(postings).set(changes).where(eq(postings.id, id)).returning({ id: postings.id }),
    "posting",
  );
}
