import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
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
  | "invitation_expire";

export async function insertTimer(
  tx: Tx,
  timer: typeof timers.$inferInsert & { kind: TimerKind },
): Promise<void> {
  await tx.insert(timers).values(timer);
}

/** Takes up to `limit` due timers of any company for `leaseMs`; as the worker. */
export function claimDueTimers(
  tx: Tx,
  now: Date,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<Timer[]> {
  const due = tx
    .select({ companyId: timers.companyId, id: timers.id })
    .from(timers)
    .where(
      and(
        isNull(timers.doneAt),
        lte(timers.dueAt, now),
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

export async function markTimerDone(tx: Tx, id: string, doneAt: Date): Promise<void> {
  const rows = await tx.update(timers).set({ doneAt }).where(eq(timers.id, id)).returning({ id: timers.id });
  onlyRow(rows, "timer");
}
