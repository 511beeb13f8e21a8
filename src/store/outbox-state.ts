import { sql } from "drizzle-orm";
import type { Tx } from "./db.ts";

/** How long a message that was given up is counted. */
const deadWindowMs = 7 * 24 * 60 * 60_000;

export type OutboxState = {
  /** Due, or tried before. */
  waiting: number;
  /** For later: reminders. */
  scheduled: number;
  /** Of what waits, since when: since it was due; once it has failed, since it was written. */
  oldestAt: Date | null;
  /** Given up in the last 7 days. What became untrue, and so was not sent, is nobody's trouble. */
  dead: number;
  /** Things to do later that should have been done a minute ago. */
  lateTimers: number;
};

/** Of all companies together, naming none; one statement on partial indexes, as the worker. */
export async function readOutboxState(tx: Tx, now: Date): Promise<OutboxState> {
  const [row] = await tx.execute<Row>(statement(now));
  if (!row) throw new Error("a count without a row");
  const { oldest_at: oldestAt, late_timers: lateTimers, waiting, scheduled, dead } = row;
  return { waiting, scheduled, dead, lateTimers, oldestAt: oldestAt === null ? null : new Date(oldestAt) };
}

type Row = {
  waiting: number;
  scheduled: number;
  oldest_at: string | null;
  dead: number;
  late_timers: number;
};

/** A message that is sent for the first time right now has not failed yet. */
function statement(at: Date) {
  const now = sql`${at.toISOString()}::timestamptz`;
  const since = sql`${new Date(at.getTime() - deadWindowMs).toISOString()}::timestamptz`;
  const failed = sql`(attempts > 1 or (attempts = 1 and leased_until is null))`;
  const waits = sql`(due_at <= ${now} or ${failed})`;
  return sql`
    select waiting, scheduled, oldest_at, dead, late_timers from
      (select (count(*) filter (where ${waits}))::int as waiting,
          (count(*) filter (where not ${waits}))::int as scheduled,
          min(case when ${failed} then created_at else due_at end) filter (where ${waits}) as oldest_at
        from outbox where delivered_at is null and dead_at is null) pending,
      (select count(*)::int as dead from outbox where dead_at > ${since} and last_error <> 'void') given_up,
      (select count(*)::int as late_timers from timers
        where done_at is null and due_at < ${now} - interval '1 minute') late`;
}
