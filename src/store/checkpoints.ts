import { desc, eq } from "drizzle-orm";
import type { SignedCheckpoint } from "../crypto/checkpoint.ts";
import type { Tx } from "./db.ts";
import { auditCheckpoints } from "./schema/company.ts";

export type StoredCheckpoint = SignedCheckpoint & { id: string; isTold: boolean };

/** Of the tenant's chain. */
export async function insertCheckpoint(tx: Tx, checkpoint: StoredCheckpoint): Promise<void> {
  const { at: signedAt, companyId: _tenant, ...row } = checkpoint;
  await tx.insert(auditCheckpoints).values({ ...row, signedAt });
}

export async function findCheckpoint(tx: Tx, id: string): Promise<StoredCheckpoint | undefined> {
  const [row] = await tx.select().from(auditCheckpoints).where(eq(auditCheckpoints.id, id));
  return row && checkpointOf(row);
}

/** The newest one that people were sent. */
export async function findToldCheckpoint(tx: Tx): Promise<StoredCheckpoint | undefined> {
  const [row] = await tx
    .select()
    .from(auditCheckpoints)
    .where(eq(auditCheckpoints.isTold, true))
    .orderBy(desc(auditCheckpoints.signedAt))
    .limit(1);
  return row && checkpointOf(row);
}

/** When the tenant's chain was signed last. */
export async function findLastSignedAt(tx: Tx): Promise<Date | undefined> {
  const [row] = await tx
    .select({ signedAt: auditCheckpoints.signedAt })
    .from(auditCheckpoints)
    .orderBy(desc(auditCheckpoints.signedAt))
    .limit(1);
  return row?.signedAt;
}

const checkpointOf = ({ signedAt: at, ...row }: typeof auditCheckpoints.$inferSelect): StoredCheckpoint => ({
  ...row,
  at,
});
