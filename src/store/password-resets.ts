import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { passwordResets } from "./schema/account.ts";

export type PasswordReset = typeof passwordResets.$inferSelect;

export async function insertPasswordReset(
  tx: Tx,
  reset: Omit<typeof passwordResets.$inferInsert, "companyId">,
): Promise<void> {
  await tx.insert(passwordResets).values(reset);
}

export async function findPasswordReset(tx: Tx, tokenHash: string): Promise<PasswordReset | undefined> {
  const rows = await tx.select().from(passwordResets).where(eq(passwordResets.tokenHash, tokenHash));
  return rows[0];
}

/** Voids what was mailed before: the newest link counts, and none once the password has changed. */
export async function voidPasswordResets(tx: Tx, userId: string, voidedAt: Date): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ voidedAt })
    .where(
      and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt), isNull(passwordResets.voidedAt)),
    );
}

/** False when it was used or voided meanwhile: a link works once. */
export async function markPasswordResetUsed(tx: Tx, tokenHash: string, usedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(passwordResets)
    .set({ usedAt })
    .where(
      and(
        eq(passwordResets.tokenHash, tokenHash),
        isNull(passwordResets.usedAt),
        isNull(passwordResets.voidedAt),
      ),
    )
    .returning({ tokenHash: passwordResets.tokenHash });
  return hitOne(rows, "password reset");
}
