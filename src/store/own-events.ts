import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { Tx } from "./db.ts";
import { auditEvents } from "./schema/company.ts";

/** Larger than any place in a chain. */
const end = 2_147_483_647;

type Wanted = { userId: string; kinds: readonly string[]; limit: number; before?: number | undefined };

/** What a person did and what was done to them, newest first, before a place in the chain: two short walks along the two indexes. */
export function listOwnEvents(tx: Tx, { userId, kinds, limit, before = end }: Wanted) {
  const walk = (column: typeof auditEvents.actorId | typeof auditEvents.subjectId) =>
    tx
      .select({ seq: auditEvents.seq })
      .from(auditEvents)
      .where(and(eq(column, userId), lt(auditEvents.seq, before), inArray(auditEvents.kind, [...kinds])))
      .orderBy(desc(auditEvents.seq))
      .limit(limit);
  const found = union(walk(auditEvents.actorId), walk(auditEvents.subjectId));
  return tx
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      kind: auditEvents.kind,
      actorId: auditEvents.actorId,
      subjectId: auditEvents.subjectId,
      facts: auditEvents.facts,
    })
    .from(auditEvents)
    .where(inArray(auditEvents.seq, found))
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}
