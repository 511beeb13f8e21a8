import { and, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "./db.ts";
import type { Reset } from "./resets.ts";
import { hitOne, onlyRow } from "./rows.ts";
import { resets } from "./schema/mfa.ts";

/** The mail server took the code mail: "accepted by acme.com 2:32 PM". */
export async function markMailAccepted(tx: Tx, resetId: string, at: Date): Promise<void> {
  const rows = await tx
    .update(resets)
    .set({ mailAcceptedAt: at, mailRefusedAt: null })
    .where(eq(resets.id, resetId))
    .returning({ id: resets.id });
  onlyRow(rows, "reset");
}

/**
 * The code mail was given up. Answers the reset, once for each code: undefined when that was noted before,
 * when the mail got through after all, or when the reset no longer waits for the person.
 */
export async function markMailRefused(tx: Tx, resetId: string, at: Date): Promise<Reset | undefined> {
  const rows = await tx
    .update(resets)
    .set({ mailRefusedAt: at })
    .where(
      and(
        eq(resets.id, resetId),
        inArray(resets.outcome, ["open", "lapsed"]),
        or(isNull(resets.mailRefusedAt), lt(resets.mailRefusedAt, resets.codeSentAt)),
        or(isNull(resets.mailAcceptedAt), lt(resets.mailAcceptedAt, resets.codeSentAt)),
      ),
    )
    .returning();
  hitOne(rows, "reset");
  return rows[0];
}
