import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { passwordResets } from "./schema/account.ts";

/** Voids what was mailed before: the newest link counts, and none once the password has changed. */
export async function voidPasswordResets(tx: Tx, userId: string, voidedAt: Date): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ voidedAt })
    .where(
      and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt), isNull(passwordResets.voidedAt)),
    );
}
