import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { inTenant, type Tx } from "../../src/store/db.ts";
import { listOwnEvents } from "../../src/store/own-events.ts";
import { listConcerned } from "../../src/store/request-people.ts";
import { testDatabase } from "../helpers/database.ts";

const { db, owner } = await testDatabase();
const companyId = "company0aa";

beforeAll(async () => {
  await owner`insert into companies (id, name, slug, display_name, help_name, help_email, time_zone, kind, market, created_at)
    values (${companyId}, 'a', 'a', 'a', 'h', 'h@h', 'UTC', 'owner_builder', 'US', '2026-01-01')`;
  await owner`insert into users (company_id, id, email, first_name, last_name, search_name, relationship, role, status, created_at)
    select ${companyId}, 'user' || n, 'person' || n || '@example.com', 'P', 'N', 'p n' || n, 'payee', 'member', 'active', '2026-01-01'
    from generate_series(1, 20000) n`;
  await owner`insert into sessions (company_id, id, user_id, token_hash, level, epoch, idle_ms, created_at, last_seen_at, expires_at)
    select ${companyId}, 's' || n, 'user' || n, 'hash' || n, 'full', 0, 1, '2026-01-01', '2026-01-01', '2026-01-01'
    from generate_series(1, 20000) n`;
  await owner`insert into factors (company_id, id, user_id, kind, state, epoch, created_at)
    select ${companyId}, 'f' || n, 'user' || n, 'totp', 'active', 0, '2026-01-01' from generate_series(1, 20000) n`;
  await owner`insert into resets (company_id, id, subject_id, actor_id, reason, verified_how, attestation, is_stolen, outcome,
      executed_at, epoch, code_sent_at, code_expires_at, window_ends_at)
    select ${companyId}, 'r' || n, 'user' || n, 'user1', 'other', 'called', 'said', false, 'completed',
      '2026-01-01', 1, '2026-01-01', '2026-01-01', '2026-01-01' from generate_series(1, 20000) n`;
  await owner`insert into grants (company_id, id, user_id, granted_at, revoked_at)
    select ${companyId}, 'g' || n, 'user' || n, '2026-01-01', case when n > 5 then '2026-01-02'::timestamptz end
    from generate_series(1, 20000) n`;
  await owner`insert into invitations (company_id, id, user_id, token_hash, sent_at, expires_at, accepted_at)
    select ${companyId}, 'i' || n, 'user' || n, 'invitation' || n, '2026-01-01', '2026-01-15',
      case when n > 20 then '2026-01-02'::timestamptz end from generate_series(1, 20000) n`;
  // A long outage: so much waits, of this company and of another.
  await owner`insert into companies (id, name, slug, display_name, help_name, help_email, time_zone, kind, market, created_at)
    select 'company0bb', name, 'b', display_name, help_name, help_email, time_zone, kind, market, created_at from companies`;
  await owner`insert into outbox (company_id, id, kind, ref_id, due_at, created_at)
    select company, 'm' || n, 'setup_code_mail', 'r' || n, '2026-01-01', '2026-01-01'
    from generate_series(1, 20000) n, unnest(array[${companyId}, 'company0bb']) company`;
  await owner`analyze`;
});

/** The plan as the app's role sees it, under row-level security. */
const planOf = (tx: Tx, statement: string) =>
  tx
    .execute<{ "QUERY PLAN": string }>(sql.raw(`explain ${statement}`))
    .then((rows) => rows.map((row) => row["QUERY PLAN"]).join("\n"));

test.each([
  ["a user by email", "select * from users where email = 'person77@example.com'"],
  ["a user by id", "select * from users where id = 'user77' for update"],
  [
    "emails by prefix",
    "select email from users where starts_with(email, 'person77') order by email limit 200",
  ],
  ["people, a page", "select id from users order by search_name, id offset 50 limit 26"],
  ["a session by token", "select * from sessions where token_hash = 'hash77' and ended_at is null"],
  ["the factors of a user", "select * from factors where user_id = 'user77' and state <> 'destroyed'"],
  [
    "Payments Admins, a page",
    "select u.id from grants g join users u on u.company_id = g.company_id and u.id = g.user_id where g.revoked_at is null order by u.first_name limit 10",
  ],
  [
    "open invitations, a page",
    "select u.id from invitations i join users u on u.company_id = i.company_id and u.id = i.user_id where i.accepted_at is null and i.voided_at is null order by i.sent_at desc limit 10",
  ],
  ["the latest reset", "select * from resets where subject_id = 'user77' order by executed_at desc limit 1"],
])("R62: %s is found by an index as the app's role", async (_name, statement) => {
  const plan = await inTenant(db, companyId, (tx) => planOf(tx, statement));
  expect(plan).toMatch(/Index/);
  expect(plan).not.toMatch(/Seq Scan/);
});

test("R62: what waits about one reset is found by it, however much waits", async () => {
  const statement = `update outbox set dead_at = now()
    where ref_id = 'r77' and kind in ('setup_code_mail') and delivered_at is null and dead_at is null`;
  expect(await inTenant(db, companyId, (tx) => planOf(tx, statement))).toContain("outbox_pending");
});

test("R62: a person's own events are two short walks along two indexes, however long the trail", async () => {
  await owner`insert into audit_events (company_id, seq, at, kind, actor_id, subject_id, facts, prev_hash, hash)
    select ${companyId}, n, '2026-01-01', 'signed_in', 'user' || n % 5000, 'user' || n % 3000, '{}', '', ''
    from generate_series(1, 60000) n`;
  await owner`analyze audit_events`;
  const plan = await inTenant(db, companyId, async (tx) => {
    const query = listOwnEvents(tx, { userId: "user77", kinds: ["signed_in"], limit: 21 });
    const rows = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${query}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toMatch(/audit_events_by/);
  expect(plan).toMatch(/audit_events_about/);
  expect(plan).not.toMatch(/Seq Scan/);
});

test("R62: those whom a request names are found by their ids, however many people there are", async () => {
  const plan = await inTenant(db, companyId, async (tx) => {
    const rows = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${listConcerned(tx, "request77")}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  expect(plan).toMatch(/Index.* on users/);
  expect(plan).not.toMatch(/Seq Scan on users/);
});

test("a plan without an index would be seen: like is not leakproof", async () => {
  const plan = await inTenant(db, companyId, (tx) =>
    planOf(tx, "select email from users where email like 'person77%'"),
  );
  expect(plan).toMatch(/Filter: .*like|~~/);
  expect(plan).not.toMatch(/Index Cond: .*email >=/);
});
