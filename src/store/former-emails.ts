import { and, eq, gt, isNotNull } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { contactChanges } from "./schema/account.ts";
import { requests } from "./schema/requests.ts";

/** The addresses that a person signed in with before, replaced since a time: by an administrator, or by the person. */
export async function listFormerEmails(tx: Tx, userId: string, since: Date): Promise<string[]> {
  const corrected = await tx
    .select({ details: requests.details })
    .from(requests)
    .where(
      and(
        eq(requests.kind, "email"),
        eq(requests.subjectId, userId),
        eq(requests.state, "executed"),
        gt(requests.decidedAt, since),
      ),
    );
  const changed = await tx
    .select({ email: contactChanges.formerEmail })
    .from(contactChanges)
    .where(
      and(
        eq(contactChanges.userId, userId),
        isNotNull(contactChanges.formerEmail),
        gt(contactChanges.doneAt, since),
      ),
    );
  const before = [
    ...corrected.map(({ details }) => (details.kind === "email" ? details.from : null)),
    ...changed.map(({ email }) => email),
  ];
  return [...new Set(before.filter((email) => email !== null))];
}
