import { Gauge, type Registry } from "prom-client";
import { asWorker, type Db, poolSize } from "../store/db.ts";
import { type OutboxState, readOutboxState } from "../store/outbox-state.ts";
import { within } from "../store/within.ts";

/** A scrape does not wait longer for the database: a metric that says "away" is worth more than one that never comes. */
const patienceMs = 1000;

type Options = { registry: Registry; db: Db; now: () => Date };

/**
 * Gauges that stand in rows, read when somebody scrapes. Answers what reads them: one statement at a time, whoever scrapes, so
 * that a database that hangs is not asked ever more. While it does not answer they are absent, and `latchkey_database_up` is 0.
 */
export function rowGauges({ registry, db, now }: Options): () => Promise<void> {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `latchkey_${name}`, help, registers: [registry] });
  const up = gauge("database_up", "Whether the database answered this scrape within a second");
  gauge("database_pool_size", "Connections that this process opens at most").set(poolSize);
  const rows = {
    waiting: gauge("outbox_waiting", "Messages that are due, or failed and will be tried again"),
    scheduled: gauge("outbox_scheduled", "Messages for later, such as reminders"),
    oldest: gauge("outbox_oldest_seconds", "How long the oldest waiting message has waited"),
    dead: gauge("outbox_dead_letters", "Messages given up in the last 7 days"),
    late: gauge("timers_late", "Things to do later that are a minute late"),
  };
  let reading: Promise<OutboxState> | undefined;
  const read = () => {
    reading ??= asWorker(db, (tx) => readOutboxState(tx, now())).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return async () => {
    const state = await within(read(), { ms: patienceMs, what: "no numbers" }).catch(() => undefined);
    up.set(state ? 1 : 0);
    // A number from before would say that all is well.
    if (!state) return Object.values(rows).forEach((one) => void one.remove());
    rows.waiting.set(state.waiting);
    rows.scheduled.set(state.scheduled);
    rows.oldest.set(state.oldestAt ? Math.max(0, now().getTime() - state.oldestAt.getTime()) / 1000 : 0);
    rows.dead.set(state.dead);
    rows.late.set(state.lateTimers);
  };
}
