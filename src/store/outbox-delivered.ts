import { sql } from "drizzle-orm";
import type { Tx } from "./db.ts";
import type { Claim } from "./outbox.ts";
import { outbox } from "./schema/delivery.ts";

export type Delivered = Claim & { receipt: Record<string, string> };

/**
 * `markDelivered` for many at once; answers those that it marked. What somebody else holds just now is left out: waiting for it,
 * with the others held, could be a deadlock.
 */
export async function markAllDelivered(
  tx: Tx,
  all: readonly Delivered[],
  now: Date,
): Promise<Pick<Claim, "companyId" | "id">[]> {
  const given = all.map(
    ({ companyId, id, attempts, receipt }) =>
      sql`(${companyId}, ${id}, ${attempts}::integer, ${JSON.stringify(receipt)}::jsonb)`,
  );
  return tx.execute<Pick<Claim, "companyId" | "id">>(sql`
    with given (company_id, id, attempts, receipt) as (values ${sql.join(given, sql`, `)}),
    ours as (
      select company_id, id, given.receipt from ${outbox} join given using (company_id, id, attempts)
      where delivered_at is null and dead_at is null for update of outbox skip locked
    )
    update ${outbox} set delivered_at = ${now.toISOString()}, receipt = ours.receipt, payload_box = null,
      leased_until = null, last_error = null
    from ours where outbox.company_id = ours.company_id and outbox.id = ours.id
    returning outbox.company_id as "companyId", outbox.id`);
}
