import { inArray, lt } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { usedSignatures } from "./schema/slack.ts";

/** False when it was used before: of two at once the database lets one in. */
export async function insertSignature(tx: Tx, signature: { hash: string; usedAt: Date }): Promise<boolean> {
  const rows = await tx.insert(usedSignatures).values(signature).onConflictDoNothing().returning();
  return hitOne(rows, "used signature");
}

/** A few at a time, and none that another transaction is forgetting: two that wait for each other would be one too many. */
export async function deleteSignatures(tx: Tx, { before }: { before: Date }): Promise<void> {
  const old = tx
    .select({ hash: usedSignatures.hash })
    .from(usedSignatures)
    .where(lt(usedSignatures.usedAt, before))
    .limit(100)
    .for("update", { skipLocked: true });
  await tx.delete(usedSignatures).where(inArray(usedSignatures.hash, old));
}
