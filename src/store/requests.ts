import { and, asc, count, desc, eq, exists, gt, inArray, min, or, sql } from "drizzle-orm";
import type { RequestKind } from "../domain/request.ts";
import type { Tx } from "./db.ts";
import { isVoidedSince } from "./resets.ts";
import { hitOne } from "./rows.ts";
import { resets } from "./schema/mfa.ts";
import { requestApprovals, requestNotes, requests } from "./schema/requests.ts";

export type Request = typeof requests.$inferSelect;
export type RequestNote = typeof requestNotes.$inferSelect;

/** Inserts it; false when another is open for the same kind and subject: the index decides, however many come at once (R40). */
export async function insertRequest(tx: Tx, request: typeof requests.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(requests).values(request).onConflictDoNothing().returning({ id: requests.id });
  return hitOne(rows, "request");
}

export async function findRequest(tx: Tx, id: string): Promise<Request | undefined> {
  const rows = await tx.select().from(requests).where(eq(requests.id, id));
  return rows[0];
}

export async function lockRequest(tx: Tx, id: string): Promise<Request | undefined> {
  const rows = await tx.select().from(requests).where(eq(requests.id, id)).for("update");
  return rows[0];
}

type Meant = { kind: RequestKind; subjectKey: string };

/** The open request for a subject: a door, not a refusal. */
export async function findOpenRequest(tx: Tx, meant: Meant): Promise<Request | undefined> {
  return (await openFor(tx, meant))[0];
}

/** Locks the open request for a subject, if there is one. */
export async function lockOpenRequest(tx: Tx, meant: Meant): Promise<void> {
  await openFor(tx, meant).for("update");
}

const openFor = (tx: Tx, { kind, subjectKey }: Meant) =>
  tx
    .select()
    .from(requests)
    .where(
      and(
        eq(requests.kind, kind),
        eq(requests.subjectKey, subjectKey),
        inArray(requests.state, ["pending", "approved"]),
      ),
    );

/** Changes a request that still has the state it was loaded with; false when it moved meanwhile (R42). */
export async function updateRequest(
  tx: Tx,
  { id, state }: Pick<Request, "id" | "state">,
  changes: Partial<
    Pick<
      Request,
      | "state"
      | "remindedAt"
      | "decidedAt"
      | "decidedBy"
      | "denyReason"
      | "isReducedQuorum"
      | "isBreakGlass"
      | "resetId"
    >
  >,
): Promise<boolean> {
  const rows = await tx
    .update(requests)
    .set(changes)
    .where(and(eq(requests.id, id), eq(requests.state, state)))
    .returning({ id: requests.id });
  return hitOne(rows, "request");
}

/** Pending requests, oldest first: what waits for somebody. */
export function listPendingRequests(tx: Tx, limit: number): Promise<Request[]> {
  return tx
    .select()
    .from(requests)
    .where(eq(requests.state, "pending"))
    .orderBy(asc(requests.createdAt))
    .limit(limit);
}

/** The person's own requests, newest first. */
export function listRequestsOf(tx: Tx, requesterId: string, limit: number): Promise<Request[]> {
  return tx
    .select()
    .from(requests)
    .where(eq(requests.requesterId, requesterId))
    .orderBy(desc(requests.createdAt))
    .limit(limit);
}

/** How many resets this person has asked for since a time, and when first. */
export async function countAsks(tx: Tx, requesterId: string, since: Date) {
  const [row] = await tx
    .select({ count: count(), oldest: min(requests.createdAt) })
    .from(requests)
    .where(
      and(eq(requests.requesterId, requesterId), eq(requests.isAsk, true), gt(requests.createdAt, since)),
    );
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

/** Open requests in which a person takes part, as requester or subject: they end when the person goes. */
export function listOpenRequestsAbout(tx: Tx, userId: string): Promise<Request[]> {
  return tx
    .select()
    .from(requests)
    .where(
      and(
        inArray(requests.state, ["pending", "approved"]),
        or(eq(requests.requesterId, userId), eq(requests.subjectId, userId)),
      ),
    )
    .orderBy(asc(requests.id));
}

/** One yes a person; false for a second one. */
export async function insertApproval(
  tx: Tx,
  approval: { requestId: string; approverId: string; approvedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(requestApprovals)
    .values(approval)
    .onConflictDoNothing()
    .returning({ id: requestApprovals.approverId });
  return hitOne(rows, "approval");
}

/**
 * Everybody who ever said yes, first to last. `isVoid`: reset since, or has stopped a reset since, which voids whatever was begun
 * before it: whoever had the phone may have said yes with it (R44).
 */
export function listAllApprovals(tx: Tx, requestId: string) {
  const { approverId, approvedAt } = requestApprovals;
  const resetSince = tx
    .select({ id: resets.id })
    .from(resets)
    .where(
      and(
        eq(resets.companyId, requestApprovals.companyId),
        eq(resets.subjectId, approverId),
        isVoidedSince(approvedAt),
      ),
    );
  return tx
    .select({ approverId, approvedAt, isVoid: sql<boolean>`${exists(resetSince)}` })
    .from(requestApprovals)
    .where(eq(requestApprovals.requestId, requestId))
    .orderBy(asc(approvedAt));
}

/** Those whose yes counts. */
export const listApprovals = async (tx: Tx, requestId: string) =>
  (await listAllApprovals(tx, requestId)).filter((one) => !one.isVoid);

/** The people who gave an approval last, newest first: they are likely to be there again. */
export async function listLastApprovers(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ approverId: requestApprovals.approverId })
    .from(requestApprovals)
    .orderBy(desc(requestApprovals.approvedAt))
    .limit(limit);
  return [...new Set(rows.map((row) => row.approverId))];
}

export async function insertRequestNote(tx: Tx, note: typeof requestNotes.$inferInsert): Promise<void> {
  await tx.insert(requestNotes).values(note);
}

export async function findRequestNote(tx: Tx, id: string): Promise<RequestNote | undefined> {
  const rows = await tx.select().from(requestNotes).where(eq(requestNotes.id, id));
  return rows[0];
}

/** Questions and answers, first to last. */
export function listRequestNotes(tx: Tx, requestId: string): Promise<RequestNote[]> {
  return tx
    .select()
    .from(requestNotes)
    .where(eq(requestNotes.requestId, requestId))
    .orderBy(asc(requestNotes.createdAt));
}
