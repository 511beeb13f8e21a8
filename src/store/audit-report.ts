import { and, asc, count, desc, eq, gte, inArray, lt } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { auditEvents } from "./schema/company.ts";
import { outbox } from "./schema/delivery.ts";
import { resets } from "./schema/mfa.ts";
import { breakGlasses, requests } from "./schema/requests.ts";

export type Period = { from: Date; to: Date };

export function listResetsIn(tx: Tx, { from, to }: Period) {
  const isIn = and(gte(resets.executedAt, from), lt(resets.executedAt, to));
  return tx.select().from(resets).where(isIn).orderBy(asc(resets.executedAt), asc(resets.id));
}

/** What was sent about these rows, as long as the outbox keeps it. */
export function listMessagesAbout(tx: Tx, refIds: readonly string[]) {
  const { refId, kind, recipientId, deliveredAt, deadAt } = outbox;
  return tx
    .select({ refId, kind, recipientId, deliveredAt, deadAt })
    .from(outbox)
    .where(inArray(refId, [...refIds]))
    .orderBy(asc(outbox.createdAt), asc(outbox.id));
}

export function listEventsIn(tx: Tx, kind: string, { from, to }: Period) {
  return tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.kind, kind), gte(auditEvents.at, from), lt(auditEvents.at, to)))
    .orderBy(asc(auditEvents.seq));
}

export async function countEventsIn(tx: Tx, kinds: readonly string[], { from, to }: Period) {
  const rows = await tx
    .select({ kind: auditEvents.kind, count: count() })
    .from(auditEvents)
    .where(and(inArray(auditEvents.kind, [...kinds]), gte(auditEvents.at, from), lt(auditEvents.at, to)))
    .groupBy(auditEvents.kind);
  return new Map(rows.map((row) => [row.kind, row.count]));
}

/** What of these kinds was done to a person, newest first. */
export function listEventsAbout(tx: Tx, subjectId: string, kinds: readonly string[]) {
  return tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectId, subjectId), inArray(auditEvents.kind, [...kinds])))
    .orderBy(desc(auditEvents.seq));
}

export function listBreakGlassesIn(tx: Tx, { from, to }: Period) {
  const isIn = and(gte(breakGlasses.openedAt, from), lt(breakGlasses.openedAt, to));
  return tx.select().from(breakGlasses).where(isIn).orderBy(asc(breakGlasses.openedAt));
}

/** Requests whose requester proceeded without the approvals. */
export function listProceededIn(tx: Tx, { from, to }: Period) {
  const isIn = and(
    eq(requests.isBreakGlass, true),
    gte(requests.decidedAt, from),
    lt(requests.decidedAt, to),
  );
  return tx.select().from(requests).where(isIn).orderBy(asc(requests.decidedAt));
}
