import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { grants } from "./schema/people.ts";

export async function insertGrant(tx: Tx, grant: typeof grants.$inferInsert): Promise<void> {
  await tx.insert(grants).values(grant);
}

/** The user's active grant, locked against a removal that would come between the check and the commit (R39). */
export async function lockGrant(tx: Tx, userId: string) {
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.userId, userId), isNull(grants.revokedAt)))
    .for("update");
  return rows[0];
}

/** Ends the user's active grant; false when there is none. */
export async function revokeGrant(
  tx: Tx,
  userId: string,
  { revokedAt, revokedBy }: { revokedAt: Date; revokedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(grants)
    .set({ revokedAt, revokedBy })
    .where(and(eq(grants.userId, userId), isNull(grants.revokedAt)))
    .returning({ id: grants.id });
  return hitOne(rows, "grant");
}

export async function hasGrant(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.userId, userId), isNull(grants.revokedAt)));
  return rows.length > 0;
}
