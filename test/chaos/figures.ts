import type { Product } from "../trial/product.ts";
import type { Told } from "./lives.ts";

/** What came of it all, counted in the rows. */
export async function findFigures({
  database: { owner: sql },
  bots,
  mail,
}: Product): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select (select count(*)::int from requests) as requests,
      (select count(*)::int from requests where state = 'executed') as executed,
      (select count(*)::int from request_approvals) as approvals,
      (select count(*)::int from resets) as resets,
      (select count(*)::int from resets where outcome = 'completed') as "resets completed",
      (select count(*)::int from audit_events) as "audit events",
      (select count(*)::int from outbox where delivered_at is not null) as "messages delivered",
      (select count(*)::int from outbox where dead_at is not null and last_error <> 'void') as "messages given up",
      (select count(*)::int from outbox where dead_at is null and attempts > 1) as "messages sent again"`;
  return {
    ...row,
    "mails received": mail.mails.length,
    "starts of a process": bots.reduce((sum, { starts }) => sum + starts, 0),
  };
}

/** Whoever read "Reset done" made one: each such reading has its own reset in the trail. */
export async function findUntrue(
  { database: { owner: sql } }: Product,
  told: readonly Told[],
): Promise<string[]> {
  const made = await sql<{ email: string; count: number }[]>`
    select u.email, count(*)::int as count from audit_events a join users u on u.company_id = a.company_id and u.id = a.actor_id
    where a.kind = 'reset_executed' group by u.email`;
  const resets = new Map(made.map(({ email, count }) => [email, count]));
  const readings = new Map<string, number>();
  for (const { email, title } of told)
    if (/^reset done/i.test(title)) readings.set(email, (readings.get(email) ?? 0) + 1);
  return [...readings]
    .filter(([email, count]) => count > (resets.get(email) ?? 0))
    .map(([email, count]) => `${email} read it ${count} times, and made ${resets.get(email) ?? 0}`);
}
