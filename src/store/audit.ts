import { asc, eq, gt, gte, lt, lte, sql } from "drizzle-orm";
import { type AuditFacts, chainStart, hashAuditEvent, type VerifiedEvent } from "../crypto/audit-hash.ts";
import type { Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { auditEvents, auditHeads } from "./schema/company.ts";
import { noteAudit } from "./watch.ts";

export type AuditEvent = {
  kind: string;
  at: Date;
  actorId?: string | null;
  subjectId?: string | null;
  workspaceId?: string | null;
  slackUserId?: string | null;
  facts?: AuditFacts;
  /** When what it ends had begun: for whoever measures how long that took, and no part of the trail. */
  begunAt?: Date;
};

/**
 * Appends to the company's chain, in the transaction of what it tells of. It locks the chain's end until the commit,
 * so a flow audits last, after its other locks. Answers the event's place in the chain.
 */
export async function appendAudit(tx: Tx, event: AuditEvent): Promise<number> {
  const head = await lockHead(tx);
  const row = {
    companyId: head.companyId,
    seq: head.seq + 1,
    at: event.at,
    kind: event.kind,
    actorId: event.actorId ?? null,
    subjectId: event.subjectId ?? null,
    workspaceId: event.workspaceId ?? null,
    slackUserId: event.slackUserId ?? null,
    facts: event.facts ?? {},
  };
  const hash = hashAuditEvent(head.hash, row);
  const added = tx.$with("added").as(tx.insert(auditEvents).values({ ...row, prevHash: head.hash, hash }));
  const moved = await tx
    .with(added)
    .update(auditHeads)
    .set({ seq: row.seq, hash })
    .where(eq(auditHeads.companyId, head.companyId))
    .returning({ seq: auditHeads.seq });
  onlyRow(moved, "audit head");
  noteAudit(tx, event);
  return row.seq;
}

async function lockHead(tx: Tx) {
  const rows = await tx
    .insert(auditHeads)
    .values({ seq: 0, hash: chainStart })
    .onConflictDoUpdate({ target: auditHeads.companyId, set: { seq: sql`${auditHeads.seq}` } })
    .returning();
  return onlyRow(rows, "audit head");
}

export async function findAuditEvent(tx: Tx, seq: number) {
  const rows = await tx.select().from(auditEvents).where(eq(auditEvents.seq, seq));
  return rows[0];
}

/** A page of the chain after `seq`, in order. */
export function listAuditAfter(tx: Tx, seq: number, limit: number) {
  return tx
    .select()
    .from(auditEvents)
    .where(gt(auditEvents.seq, seq))
    .orderBy(asc(auditEvents.seq))
    .limit(limit);
}

/** PostgreSQL's words for a time as `toISOString` has them; the trail's times are whole milliseconds. */
const isoAt = sql`to_char(${auditEvents.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The events after one place and up to another, in order, for whoever verifies them: one text for all, which costs a third of rows mapped column by column. */
export async function listAuditLines(
  tx: Tx,
  companyId: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<VerifiedEvent[]> {
  const e = auditEvents;
  const [page] = await tx.execute<{ lines: string | null }>(sql`
    select string_agg(json_build_array(${e.seq}, ${isoAt}, ${e.kind}, ${e.actorId}, ${e.subjectId}, ${e.workspaceId},
      ${e.slackUserId}, ${e.facts}, ${e.prevHash}, ${e.hash})::text, ',' order by ${e.seq}) as lines
    from ${e} where ${gt(e.seq, after)} and ${lte(e.seq, upTo)}`);
  const lines: Line[] = JSON.parse(`[${page?.lines ?? ""}]`);
  return lines.map(
    ([seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts, prevHash, hash]) => ({
      ...{ companyId, seq, at, kind, actorId, subjectId, workspaceId, slackUserId, facts, prevHash, hash },
    }),
  );
}

type Name = string | null;
type Line = [number, string, string, Name, Name, Name, Name, AuditFacts, string, string];

/** The first event not before `from` and the last one before `to`; null where there is none. No index has the times: one walk along the chain. */
export async function findAuditRange(tx: Tx, { from, to }: { from: Date; to: Date }) {
  const [row] = await tx
    .select({
      first: sql<number | null>`min(${auditEvents.seq}) filter (where ${gte(auditEvents.at, from)})`,
      last: sql<number | null>`max(${auditEvents.seq}) filter (where ${lt(auditEvents.at, to)})`,
    })
    .from(auditEvents);
  return row ?? { first: null, last: null };
}

/** The stored end of the chain; undefined before the first event. */
export async function findAuditHead(tx: Tx) {
  const rows = await tx.select().from(auditHeads);
  return rows[0];
}
