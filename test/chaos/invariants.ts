import type { Deps } from "../../src/deps.ts";
import { verifyAudit } from "../../src/flows/verify-audit.ts";
import type { openClient } from "../../src/store/db.ts";

export type Invariant = { name: string; violations: string[] };

/** What must be true whatever failed, read from the rows by their owner. */
export async function checkInvariants({
  database: { owner: sql },
  deps,
}: {
  database: { owner: ReturnType<typeof openClient> };
  deps: Pick<Deps, "db" | "now">;
}): Promise<Invariant[]> {
  const holds = async (name: string, rows: PromiseLike<Record<string, unknown>[]>): Promise<Invariant> => ({
    name,
    violations: (await rows).map((row) => JSON.stringify(row)),
  });
  // Whatever a request brings about is audited with the request's id, in the same transaction.
  const effects = sql`
    select company_id, facts->>'requestId' as request_id, count(*)::int as effects from audit_events
    where facts ? 'requestId' and kind = any(${effectKinds}) group by 1, 2`;
  const verdicts = await verifyAudit(deps, {});
  return [
    await holds(
      "a request that is executed had its effect once, any other none",
      sql`select r.id, r.kind, r.state, coalesce(e.effects, 0) as effects from requests r
        left join (${effects}) e on e.company_id = r.company_id and e.request_id = r.id
        where coalesce(e.effects, 0) <> case when r.state = 'executed' then 1 else 0 end
          and not (r.kind = 'email' and r.state = 'approved')`,
    ),
    await holds(
      "an executed reset is one reset, and no reset comes of two requests",
      sql`select r.id, count(x.id)::int as resets from requests r
        left join resets x on x.company_id = r.company_id and x.request_id = r.id
        where r.kind = 'reset' group by r.company_id, r.id, r.state
        having count(x.id) <> case when r.state = 'executed' then 1 else 0 end`,
    ),
    await holds(
      "nothing stays approved and undone",
      sql`select id, kind from requests where state = 'approved' and kind <> 'email'`,
    ),
    await holds(
      "nobody decided on their own request or on themselves",
      sql`select r.id, a.approver_id from requests r join request_approvals a on a.company_id = r.company_id and a.request_id = r.id
        where a.approver_id = r.requester_id or a.approver_id = r.subject_id`,
    ),
    await holds(
      "an ask was executed by an approval, and an administrator's reset, too",
      sql`select r.id from requests r join users u on u.company_id = r.company_id and u.id = r.subject_id
        where r.kind = 'reset' and r.state = 'executed' and r.is_ask and not exists
          (select 1 from request_approvals a where a.company_id = r.company_id and a.request_id = r.id)`,
    ),
    await holds(
      "every message was delivered, or is visibly given up",
      sql`select kind, attempts, last_error from outbox where delivered_at is null and dead_at is null and due_at <= ${deps.now()}`,
    ),
    await holds(
      "no secret stays in a message that is over",
      sql`select kind from outbox where payload_box is not null and (delivered_at is not null or dead_at is not null)`,
    ),
    await holds(
      "no way of getting codes works that a reset turned off",
      sql`select f.id, f.kind, r.outcome from factors f join resets r on r.company_id = f.company_id and r.subject_id = f.user_id
        where f.state = 'active' and r.outcome not in ('undone', 'stopped') and r.executed_at > f.activated_at
          -- One that was replaced before anybody used its code goes with the one that replaced it.
          and not exists (select 1 from resets later where later.company_id = r.company_id and later.subject_id = r.subject_id
            and later.executed_at > r.executed_at and later.outcome in ('undone', 'stopped'))`,
    ),
    await holds(
      "no session goes on that was begun before a reset",
      sql`select s.id, s.level from sessions s join users u on u.company_id = s.company_id and u.id = s.user_id
        where s.ended_at is null and s.epoch < u.mfa_epoch`,
    ),
    await holds(
      "no lock is for ever",
      sql`select id from users where greatest(locked_until, held_until) > ${new Date(deps.now().getTime() + longestLockMs)}`,
    ),
    await holds(
      "one open reset and one grant for each person",
      sql`select subject_id from resets where outcome = 'open' group by company_id, subject_id having count(*) > 1
        union all select user_id from grants where revoked_at is null group by company_id, user_id having count(*) > 1`,
    ),
    await holds(
      "somebody can still decide: an enrolled Payments Admin and a System Administrator are there",
      sql`select c.id from companies c where not exists (select 1 from users u join grants g on g.company_id = u.company_id
          and g.user_id = u.id and g.revoked_at is null where u.company_id = c.id and u.status = 'active')
        or not exists (select 1 from users u where u.company_id = c.id and u.role = 'system_administrator' and u.status = 'active')`,
    ),
    {
      name: "the audit trail is whole",
      violations: verdicts
        .filter(({ brokenAt }) => brokenAt !== null)
        .map((verdict) => JSON.stringify(verdict)),
    },
  ];
}

/** "Lock now" holds for four hours (DESIGN 2). */
const longestLockMs = 4 * 60 * 60_000;

const effectKinds = [
  "reset_executed",
  "payments_admin_granted",
  "payments_admin_removed",
  "system_administrator_raised",
  "user_invited",
  "policy_changed",
];
