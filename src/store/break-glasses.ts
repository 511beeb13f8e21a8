import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { breakGlasses } from "./schema/requests.ts";

export type BreakGlass = typeof breakGlasses.$inferSelect;

export async function insertBreakGlass(tx: Tx, row: typeof breakGlasses.$inferInsert): Promise<void> {
  await tx.insert(breakGlasses).values(row);
}

export async function findBreakGlass(tx: Tx, id: string): Promise<BreakGlass | undefined> {
  const rows = await tx.select().from(breakGlasses).where(eq(breakGlasses.id, id));
  return rows[0];
}

export async function lockBreakGlass(tx: Tx, id: string): Promise<BreakGlass | undefined> {
  const rows = await tx.select().from(breakGlasses).where(eq(breakGlasses.id, id)).for("update");
  return rows[0];
}

/** False when it was confirmed already: it opens once. */
export async function markConfirmed(
  tx: Tx,
  id: string,
  confirmed: { confirmedBy: string; confirmedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(breakGlasses)
    .set(confirmed)
    .where(and(eq(breakGlasses.id, id), isNull(breakGlasses.confirmedAt)))
    .returning({ id: breakGlasses.id });
  return hitOne(rows, "break-glass");
}
