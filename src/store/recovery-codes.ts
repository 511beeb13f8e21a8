import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { recoveryCodes } from "./schema/mfa.ts";

export type RecoveryCode = typeof recoveryCodes.$inferSelect;

const isCurrent = (userId: string) =>
  and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt), isNull(recoveryCodes.voidedAt));

export async function insertRecoveryCode(tx: Tx, code: typeof recoveryCodes.$inferInsert): Promise<void> {
  await tx.insert(recoveryCodes).values(code);
}

export async function findRecoveryCode(tx: Tx, id: string): Promise<RecoveryCode | undefined> {
  const rows = await tx.select().from(recoveryCodes).where(eq(recoveryCodes.id, id));
  return rows[0];
}

/** The code that counts: saved, not used, not void. */
export async function findSavedRecoveryCode(tx: Tx, userId: string): Promise<RecoveryCode | undefined> {
  const rows = await tx
    .select()
    .from(recoveryCodes)
    .where(and(isCurrent(userId), isNotNull(recoveryCodes.savedAt)));
  return rows[0];
}

/** Consumes a code; false when it was used or voided meanwhile (R21). */
export async function markRecoveryCodeUsed(tx: Tx, id: string, usedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ usedAt })
    .where(and(eq(recoveryCodes.id, id), isNull(recoveryCodes.usedAt), isNull(recoveryCodes.voidedAt)))
    .returning({ id: recoveryCodes.id });
  return hitOne(rows, "recovery code");
}

/** Stores when the person confirmed having saved it (R24). */
export async function markRecoveryCodeSaved(tx: Tx, id: string, savedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(recoveryCodes)
    .set({ savedAt })
    .where(
      and(
        eq(recoveryCodes.id, id),
        isNull(recoveryCodes.usedAt),
        isNull(recoveryCodes.voidedAt),
        isNull(recoveryCodes.savedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  return hitOne(rows, "recovery code");
}

/** Voids the user's code, saved or not. */
export async function voidRecoveryCode(tx: Tx, userId: string, voidedAt: Date): Promise<void> {
  await tx.update(recoveryCodes).set({ voidedAt }).where(isCurrent(userId));
}
