import type postgres from "postgres";

/** So many payees of a company. */
export async function fillUsers(
  owner: postgres.Sql,
  { companyId, to }: { companyId: string; to: number },
): Promise<void> {
  await owner`insert into users (company_id, id, email, first_name, last_name, search_name, search_last_name, relationship, role, status, created_at)
    select ${companyId}, 'user' || n, 'person' || n || '@example.com', 'Petra ' || n, 'Alvarez ' || n % 100,
      'petra ' || n || ' alvarez ' || n % 100, 'alvarez ' || n % 100 || ' petra ' || n, 'payee', 'member', 'active', '2026-01-01'
    from generate_series(1, ${to}::int) n`;
  await owner`vacuum analyze users`;
}

const batch = 500_000;
/** Of ten events so many are the one company's own. */
const ownOfTen = 1;

/** So many events of the trail, most of them in the copies of a company (`clones.ts`), as a reset leaves them. */
export async function fillAudit(
  owner: postgres.Sql,
  { companyId, copies, events }: { companyId: string; copies: number; events: number },
): Promise<void> {
  for (let from = 1; from <= events; from += batch)
    await owner`insert into audit_events (company_id, seq, at, kind, actor_id, subject_id, facts, prev_hash, hash)
      select case when n % 10 < ${ownOfTen} then ${companyId} else 'clone' || lpad((n % ${copies}::int)::text, 5, '0') end,
        1000 + n, '2026-01-01'::timestamptz + n * interval '1 second', 'reset_executed', 'actor' || n % 900, 'user' || n % 70000,
        '{"reason": "lost_phone", "verifiedHow": "called", "via": "slack"}', repeat('0', 64), repeat('0', 64)
      from generate_series(${from}::int, ${Math.min(from + batch - 1, events)}::int) n`;
  await owner`vacuum analyze audit_events`;
}
