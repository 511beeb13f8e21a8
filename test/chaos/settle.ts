import { until } from "../helpers/until.ts";
import type { Product } from "../trial/product.ts";
import { bringUp } from "./faults.ts";

const patienceMs = 90_000;

/**
 * Puts everything right, and waits until all that is due was sent. What waits for its next try is due now: hours of waiting are
 * not what is looked at here. What is meant for another day stays.
 */
export async function settle({ bots, emulator, mail, database, deps }: Product): Promise<void> {
  emulator.faults.clear();
  mail.fail(undefined);
  database.wire.release();
  await database.start();
  await Promise.all(bots.map(bringUp));
  const { owner: sql } = database;
  await until(
    "an empty outbox",
    async () => {
      const waiting = await sql`select 1 from outbox where delivered_at is null and dead_at is null
        and (attempts > 0 or due_at <= ${deps.now()})`;
      if (waiting.length === 0) return true;
      await sql`update outbox set due_at = ${deps.now()} where delivered_at is null and dead_at is null and attempts > 0
        and due_at > ${deps.now()} and (leased_until is null or leased_until < ${deps.now()})`;
      return undefined;
    },
    patienceMs,
  ).catch(() => undefined);
}
