import {
  and,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  min,
  or,
  type SQLWrapper,
} from "drizzle-orm";
import type { Tx } from "./db.ts";
import { hitOne } from "./rows.ts";
import { resets, stopLinks } from "./schema/mfa.ts";

export type Reset = typeof resets.$inferSelect;
export type NewReset = typeof resets.$inferInsert;

/** A setup code that opens nothing any more, and with it the half that nobody was shown. */
export const spentCode = { codeHash: null, halfBox: null } as const;

export async function insertReset(tx: Tx, reset: typeof resets.$inferInsert): Promise<void> {
  await tx.insert(resets).values(reset);
}

export async function findReset(tx: Tx, id: string): Promise<Reset | undefined> {
  const rows = await tx.select().from(resets).where(eq(resets.id, id));
  return rows[0];
}

export async function lockReset(tx: Tx, id: string): Promise<Reset | undefined> {
  const rows = await tx.select().from(resets).where(eq(resets.id, id)).for("update");
  return rows[0];
}

/** The subject's newest reset: what state the person is in. */
export async function findLatestReset(tx: Tx, subjectId: string): Promise<Reset | undefined> {
  const rows = await tx
    .select()
    .from(resets)
    .where(eq(resets.subjectId, subjectId))
    .orderBy(desc(resets.executedAt), desc(resets.epoch))
    .limit(1);
  return rows[0];
}

/** The same, locked. */
export async function lockLatestReset(tx: Tx, subjectId: string): Promise<Reset | undefined> {
  const rows = await tx
    .select()
    .from(resets)
    .where(eq(resets.subjectId, subjectId))
    .orderBy(desc(resets.executedAt), desc(resets.epoch))
    .limit(1)
    .for("update");
  return rows[0];
}

/** Changes a reset that still has the outcome it was loaded with; false when it moved meanwhile: final states are final (R42). */
export async function updateReset(
  tx: Tx,
  { id, outcome }: Pick<Reset, "id" | "outcome">,
  changes: Partial<typeof resets.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(resets)
    .set(changes)
    .where(and(eq(resets.id, id), eq(resets.outcome, outcome)))
    .returning({ id: resets.id });
  return hitOne(rows, "reset");
}

/** A reset that was done since `moment`, or stopped: by its owner's word everything since it was somebody else's (R44, R48). */
export const isVoidedSince = (moment: Date | SQLWrapper) =>
  or(
    gt(resets.executedAt, moment),
    and(eq(resets.outcome, "stopped"), isNotNull(resets.outcomeAt), gte(resets.outcomeAt, moment)),
  );

/** Whether the person was reset since a time, or said that an earlier reset was not theirs: what they began before it is void (R44). */
export async function wasResetSince(tx: Tx, subjectId: string, since: Date): Promise<boolean> {
  const rows = await tx
    .select({ id: resets.id })
    .from(resets)
    .where(and(eq(resets.subjectId, subjectId), isVoidedSince(since)))
    .limit(1);
  return rows.length > 0;
}

/** How many resets since a time, and when the oldest of them was: for the velocity limits (R50). */
export async function countResets(tx: Tx, since: Date, by: { actorId?: string; subjectId?: string } = {}) {
  const [row] = await tx
    .select({ count: count(), oldest: min(resets.executedAt) })
    .from(resets)
    .where(
      and(
        gt(resets.executedAt, since),
        by.actorId === undefined ? undefined : eq(resets.actorId, by.actorId),
        by.subjectId === undefined ? undefined : eq(resets.subjectId, by.subjectId),
      ),
    );
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}

export async function insertStopLink(tx: Tx, link: typeof stopLinks.$inferInsert): Promise<void> {
  await tx.insert(stopLinks).values(link);
}

export async function findStopLink(tx: Tx, tokenHash: string) {
  const rows = await tx.select().from(stopLinks).where(eq(stopLinks.tokenHash, tokenHash));
  return rows[0];
}

/** One use of any link about a reset spends them all. */
export async function useStopLinks(tx: Tx, resetId: string, usedAt: Date): Promise<void> {
  await tx
    .update(stopLinks)
    .set({ usedAt })
    .where(and(eq(stopLinks.resetId, resetId), isNull(stopLinks.usedAt)));
}

/** Whether any reset of the subject ended in one of these ways since a time. */
export async function hasOutcomeSince(
  tx: Tx,
  subjectId: string,
  { outcomes, since }: { outcomes: Reset["outcome"][]; since: Date },
): Promise<boolean> {
  const rows = await tx
    .select({ id: resets.id })
    .from(resets)
    .where(
      and(
        eq(resets.subjectId, subjectId),
        inArray(resets.outcome, outcomes),
        isNotNull(resets.outcomeAt),
        gt(resets.outcomeAt, since),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Whether anybody of the company came back in after a reset. */
export async function hasCompletedReset(tx: Tx): Promise<boolean> {
  const rows = await tx
    .select({ id: resets.id })
    .from(resets)
    .where(eq(resets.outcome, "completed"))
    .limit(1);
  return rows.length > 0;
}
