import { and, asc, eq, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import { onlyRow } from "./rows.ts";
import { timers } from "./schema/delivery.ts";

export type Timer = typeof timers.$inferSelect;
export type TimerKind =
  | "reset_lapse"
  | "request_dm_named"
  | "request_dm_rest"
  | "request_remind"
  | "request_expiring"
  | "request_expire"
  | "request_may_proceed"
  | "email_change"
  | "invitation_expire"
  | "audit_checkpoint"
  | "token_refresh";

type NewTimer = typeof timers.$inferInsert & { kind: TimerKind };

export async function insertTimers(tx: Tx, ...due: NewTimer[]): Promise<void> {
  await tx.insert(timers).values(due);
}

/** The same where its id says which one it is: it is there once, whoever comes first. */
export async function insertTimerOnce(tx: Tx, timer: NewTimer): Promise<void> {
  await tx.insert(timers).values(timer).onConflictDoNothing();
}

/** The companies for which a timer of a kind waits; as the worker. */
export async function listTenantsWaiting(tx: Tx, kind: TimerKind): Promise<Set<string>> {
  const rows = await tx
    .select({ companyId: timers.companyId })
    .from(timers)
    .where(and(eq(timers.kind, kind), isNull(timers.doneAt)));
  return new Set(rows.map(({ companyId }) => companyId));
}

type Claiming = { limit: number; leaseMs: number; except: TimerKind[] };

/** Takes up to `limit` due timers of any company for `leaseMs`, but none of the kinds that this process leaves to others; as the worker. */
export function claimDueTimers(tx: Tx, now: Date, { limit, leaseMs, except }: Claiming): Promise<Timer[]> {
  const due = tx
    .select({ companyId: timers.companyId, id: timers.id })
    .from(timers)
    .where(
      and(
        isNull(timers.doneAt),
        lte(timers.dueAt, now),
        notInArray(timers.kind, except),
        or(isNull(timers.leasedUntil), lte(timers.leasedUntil, now)),
      ),
    )
    .orderBy(asc(timers.dueAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return tx
    .update(timers)
    .set({ leasedUntil: new Date(now.getTime() + leaseMs) })
    .where(sql`(${timers.companyId}, ${timers.id}) in ${due}`)
    .returning();
}

/** Whether it is still to be done, by whoever asks: another process may have done it, or be at it, when the lease ran out. */
export async function lockOpenTimer(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: timers.id })
    .from(timers)
    .where(and(eq(timers.id, id), isNull(timers.doneAt)))
    .for("update", { skipLocked: true });
  return rows.length === 1;
}

export async function markTimerDone(tx: Tx, id: string, doneAt: Date): Promise<void> {
  const rows = await tx.update(timers).set({ doneAt }).where(eq(timers.id, id)).returning({ id: timers.id });
  onlyRow(rows, "timer");
}
