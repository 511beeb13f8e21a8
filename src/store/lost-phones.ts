import { and, desc, eq, gte, ne } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { factors, resets } from "./schema/mfa.ts";

/** The newest reset for which a phone may be lost: not one for codes that fail, nor one that was undone because it was found. */
export async function findLostPhoneReset(tx: Tx, userId: string) {
  const rows = await tx
    .select({ executedAt: resets.executedAt })
    .from(resets)
    .where(and(eq(resets.subjectId, userId), ne(resets.reason, "codes_fail"), ne(resets.outcome, "undone")))
    .orderBy(desc(resets.executedAt))
    .limit(1);
  return rows[0];
}

/** The last digits of the numbers for codes that were destroyed since a time. */
export async function listGoneHints(tx: Tx, userId: string, since: Date): Promise<(string | null)[]> {
  const rows = await tx
    .select({ hint: factors.phoneHint })
    .from(factors)
    .where(
      and(
        eq(factors.userId, userId),
        eq(factors.kind, "sms"),
        eq(factors.state, "destroyed"),
        gte(factors.destroyedAt, since),
      ),
    );
  return rows.map(({ hint }) => hint);
}
