import { and, count, eq, gt, isNull, min } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { helpCalls } from "./schema/account.ts";

export type HelpCall = typeof helpCalls.$inferSelect;

export async function insertHelpCall(
  tx: Tx,
  call: Omit<typeof helpCalls.$inferInsert, "companyId">,
): Promise<void> {
  await tx.insert(helpCalls).values(call);
}

export async function findHelpCall(tx: Tx, id: string): Promise<HelpCall | undefined> {
  const rows = await tx.select().from(helpCalls).where(eq(helpCalls.id, id));
  return rows[0];
}

/** The person's open call, unless its day is over. */
export async function findOpenHelpCall(tx: Tx, userId: string, now: Date): Promise<HelpCall | undefined> {
  const rows = await tx
    .select()
    .from(helpCalls)
    .where(and(eq(helpCalls.userId, userId), isNull(helpCalls.closedAt), gt(helpCalls.expiresAt, now)));
  return rows[0];
}

/** Ends the person's open call, and answers which it was: they are in again, were reset, or its day is over. */
export async function closeHelpCall(tx: Tx, userId: string, closedAt: Date): Promise<string | undefined> {
  const rows = await tx
    .update(helpCalls)
    .set({ closedAt })
    .where(and(eq(helpCalls.userId, userId), isNull(helpCalls.closedAt)))
    .returning({ id: helpCalls.id });
  return rows[0]?.id;
}

/** How often the person called since a time, and when first. */
export async function countHelpCalls(tx: Tx, userId: string, since: Date) {
  const [row] = await tx
    .select({ count: count(), oldest: min(helpCalls.createdAt) })
    .from(helpCalls)
    .where(and(eq(helpCalls.userId, userId), gt(helpCalls.createdAt, since)));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}
