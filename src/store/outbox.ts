import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { boxPlace } from "../crypto/box-place.ts";
import { seal } from "../crypto/secret-box.ts";
import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "./db.ts";
import type { OutboxKind } from "./outbox-kinds.ts";
import { outbox } from "./schema/delivery.ts";

type NewMessage = {
  kind: OutboxKind;
  /** The row that the message is about. */
  refId: string;
  /** The user it goes to; none for a channel. */
  recipientId?: string;
  /** What no row keeps: secrets (a link token, a setup code), or which news it is. Sealed until delivered, void or expired. */
  payload?: Record<string, string>;
  /** After this it is pointless and will not be sent. */
  expiresAt?: Date;
  /** Default: at once. */
  dueAt?: Date;
};

/** Writes a message in the transaction of the change it tells of, and answers its id. Nothing is sent here. */
export async function insertOutbox(
  tx: Tx,
  { keys, randomBytes, now }: Pick<Deps, "keys" | "randomBytes" | "now">,
  { kind, refId, recipientId, payload, expiresAt, dueAt }: NewMessage,
): Promise<string> {
  const id = newId(randomBytes);
  const createdAt = now();
  await tx.insert(outbox).values({
    id,
    kind,
    refId,
    recipientId: recipientId ?? null,
    payloadBox: payload ? seal(keys, payloadPlace(id), JSON.stringify(payload)) : null,
    expiresAt: expiresAt ?? null,
    dueAt: dueAt ?? createdAt,
    createdAt,
  });
  return id;
}

/** Whether a message of this kind was written since a time: so that an alert is not repeated with every click. */
export async function hasMessageSince(tx: Tx, kind: OutboxKind, since: Date): Promise<boolean> {
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), gt(outbox.createdAt, since)))
    .limit(1);
  return rows.length > 0;
}

/** How many messages of a kind were written since a time: to one person, and to all. */
export async function countMessagesSince(
  tx: Tx,
  { kind, since, recipientId }: { kind: OutboxKind; since: Date; recipientId: string },
): Promise<{ toRecipient: number; toAll: number }> {
  const toRecipient = sql<number>`count(*) filter (where ${outbox.recipientId} = ${recipientId})::int`;
  const [row] = await tx
    .select({ toRecipient, toAll: count() })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), gt(outbox.createdAt, since)));
  return row ?? { toRecipient: 0, toAll: 0 };
}

/** Where a message's payload belongs: moved to another row it does not open (R10). */
export const payloadPlace = (id: string) => boxPlace("outbox.payload_box", id);

/**
 * Drops the undelivered messages of an act that became void: after "I didn't ask for this" no setup code may still go out.
 * A worker that holds one right now asks `isStillClaimed` before it sends.
 */
export async function voidPending(
  tx: Tx,
  now: Date,
  { refId, kinds }: { refId: string; kinds: readonly OutboxKind[] },
): Promise<void> {
  await tx
    .update(outbox)
    .set({ deadAt: now, lastError: "void", payloadBox: null, leasedUntil: null })
    .where(and(eq(outbox.refId, refId), inArray(outbox.kind, [...kinds]), isPending));
}

/** Whether a message still waits to be sent, or is being sent. */
export async function isWaiting(
  tx: Tx,
  { kind, refId, recipientId }: { kind: OutboxKind; refId: string; recipientId: string | null },
): Promise<boolean> {
  const isTo = recipientId === null ? isNull(outbox.recipientId) : eq(outbox.recipientId, recipientId);
  const rows = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.refId, refId), isTo, isPending))
    .limit(1);
  return rows.length > 0;
}

/** What waits for another message to leave is due at once when it has. */
export async function bringForward(
  tx: Tx,
  now: Date,
  { kind, refId }: { kind: OutboxKind; refId: string },
): Promise<void> {
  await tx
    .update(outbox)
    .set({ dueAt: now })
    .where(and(eq(outbox.kind, kind), eq(outbox.refId, refId), gt(outbox.dueAt, now), isPending));
}

const isPending = and(isNull(outbox.deliveredAt), isNull(outbox.deadAt));

/** Which attempt at which message a worker holds. `attempts` fences: after its lease it is somebody else's. */
export type Claim = { companyId: string; id: string; attempts: number };
export type ClaimedMessage = Claim & {
  /** Not `OutboxKind`: during a rolling update a newer process may have written a kind that this one does not know. */
  kind: string;
  refId: string;
  recipientId: string | null;
  payloadBox: string | null;
  expiresAt: Date | null;
  createdAt: Date;
};

/**
 * Takes up to `limit` due messages of all companies for `leaseMs`, under the worker's role. Two workers never take the same one: `skip locked`.
 * The inner query is a CTE, which runs once: joined as a subquery it may run once a row and take more than `limit`.
 * https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE
 */
export function claimDue(tx: Tx, now: Date, limit: number, leaseMs: number) {
  const due = tx.$with("due").as(
    tx
      .select({ companyId: outbox.companyId, id: outbox.id })
      .from(outbox)
      .where(
        and(lte(outbox.dueAt, now), isPending, or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now))),
      )
      .orderBy(asc(outbox.dueAt))
      .limit(limit)
      .for("update", { skipLocked: true }),
  );
  return tx
    .with(due)
    .update(outbox)
    .set({ leasedUntil: new Date(now.getTime() + leaseMs), attempts: sql`${outbox.attempts} + 1` })
    .from(due)
    .where(and(eq(outbox.companyId, due.companyId), eq(outbox.id, due.id)))
    .returning({
      companyId: outbox.companyId,
      id: outbox.id,
      attempts: outbox.attempts,
      kind: outbox.kind,
      refId: outbox.refId,
      recipientId: outbox.recipientId,
      payloadBox: outbox.payloadBox,
      expiresAt: outbox.expiresAt,
      createdAt: outbox.createdAt,
    });
}

/** Whether the message may still be sent: neither void nor taken over since this worker claimed it. */
export async function isStillClaimed(tx: Tx, claim: Claim): Promise<boolean> {
  const rows = await tx.select({ id: outbox.id }).from(outbox).where(isOurs(claim));
  return rows.length === 1;
}

/** Delivered: the payload is erased. Answers false when the lease had passed to another worker, or the message became void. */
export function markDelivered(
  tx: Tx,
  claim: Claim,
  now: Date,
  receipt: Record<string, string>,
): Promise<boolean> {
  return mark(tx, claim, {
    deliveredAt: now,
    receipt,
    payloadBox: null,
    leasedUntil: null,
    lastError: null,
  });
}

/** To be tried again at `dueAt`. */
export function markRetry(tx: Tx, claim: Claim, dueAt: Date, lastError: string): Promise<boolean> {
  return mark(tx, claim, { dueAt, lastError, leasedUntil: null });
}

/** Given up, or no longer wanted: stays as a row for people to see, without its payload. */
export function markDead(tx: Tx, claim: Claim, now: Date, lastError: string): Promise<boolean> {
  return mark(tx, claim, { deadAt: now, lastError, payloadBox: null, leasedUntil: null });
}

const isOurs = ({ companyId, id, attempts }: Claim) =>
  and(eq(outbox.companyId, companyId), eq(outbox.id, id), eq(outbox.attempts, attempts), isPending);

async function mark(tx: Tx, claim: Claim, values: Partial<typeof outbox.$inferInsert>): Promise<boolean> {
  const rows = await tx.update(outbox).set(values).where(isOurs(claim)).returning({ id: outbox.id });
  return rows.length === 1;
}
