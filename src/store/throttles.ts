import { eq, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { signInThrottles } from "./schema/people.ts";

export type Throttle = typeof signInThrottles.$inferSelect;

export async function findThrottle(tx: Tx, emailHash: string) {
  const rows = await tx.select().from(signInThrottles).where(eq(signInThrottles.emailHash, emailHash));
  return rows[0];
}

/** The throttle of an email, known or not, locked; a row is made where there is none, so that parallel tries queue. */
export async function lockThrottle(tx: Tx, emailHash: string, now: Date) {
  const rows = await tx
    .insert(signInThrottles)
    .values({ emailHash, failures: 0, lastFailureAt: now })
    .onConflictDoUpdate({
      target: [signInThrottles.companyId, signInThrottles.emailHash],
      set: { failures: sql`${signInThrottles.failures}` },
    })
    .returning();
  return rows[0];
}

export async function updateThrottle(
  tx: Tx,
  emailHash: string,
  changes: { failures: number; lockedUntil: Date | null; lastFailureAt: Date },
): Promise<void> {
  await tx.update(signInThrottles).set(changes).where(eq(signInThrottles.emailHash, emailHash));
}

export async function clearThrottle(tx: Tx, emailHash: string): Promise<void> {
  await tx.delete(signInThrottles).where(eq(signInThrottles.emailHash, emailHash));
}
