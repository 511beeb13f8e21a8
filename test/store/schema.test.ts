import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { asWorker, inTenant } from "../../src/store/db.ts";
import { testDatabase } from "../helpers/database.ts";

const { db, owner } = await testDatabase();

test("R62: every table with company_id has row-level security with a policy; only routes is exempt", async () => {
  const tables = await owner<{ name: string; secured: boolean; policies: number }[]>`
    select c.relname as name, c.relrowsecurity as secured,
      (select count(*)::int from pg_policies p where p.tablename = c.relname and 'latchkey_app' = any (p.roles)) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'`;
  const open = tables.filter((table) => !table.secured || table.policies !== 1).map((table) => table.name);
  expect(tables.length).toBeGreaterThan(15);
  expect(open).toEqual(["routes"]);
});

test("R62: every tenant key begins with company_id", async () => {
  const keys = await owner<{ table: string; first: string }[]>`
    select t.relname as table, a.attname as first
    from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where n.nspname = 'public' and i.indisprimary`;
  const others = keys.filter((key) => key.first !== "company_id").map((key) => `${key.table}.${key.first}`);
  expect(others.sort()).toEqual(["companies.id", "routes.kind"]);
});

test("R62: a transaction sees and writes only its own tenant's rows", async () => {
  const add = (id: string) =>
    inTenant(db, id, (tx) =>
      tx.execute(sql`insert into companies (id, name, slug, display_name, help_name, help_email, time_zone, kind, market, created_at)
        values (${id}, ${id}, ${id}, ${id}, 'h', 'h@h', 'UTC', 'owner_builder', 'US', '2026-01-01')`),
    );
  await add("company0aa");
  await add("company0bb");
  const seen = await inTenant(db, "company0aa", (tx) => tx.execute(sql`select id from companies`));
  expect(seen.map((row) => row["id"])).toEqual(["company0aa"]);
  expect(await db.execute(sql`select id from companies`)).toHaveLength(0);
  await expect(
    inTenant(db, "company0aa", (tx) =>
      tx.execute(
        sql`insert into workspaces (company_id, id, installed_at) values ('company0bb', 'T1', '2026-01-01')`,
      ),
    ),
  ).rejects.toThrow();
});

test("R62: the worker's role sees the outbox and the timers, and no other table", async () => {
  await asWorker(db, (tx) => tx.execute(sql`select 1 from outbox, timers`));
  await expect(asWorker(db, (tx) => tx.execute(sql`select 1 from users`))).rejects.toThrow();
});

test("R62: role and tenant end with the transaction", async () => {
  await inTenant(db, "company0aa", (tx) => tx.execute(sql`select 1`));
  const rows = await Promise.all(
    Array.from({ length: 20 }, () =>
      db.execute(sql`select current_setting('app.company_id', true) as tenant, current_user as role`),
    ),
  );
  for (const [row] of rows) {
    expect(row?.["tenant"] || null).toBeNull();
    expect(row?.["role"]).toBe("latchkey_app");
  }
});

test("R55: the app may insert audit events, and nobody may change them", async () => {
  await inTenant(db, "company0aa", (tx) =>
    tx.execute(
      sql`insert into audit_events (seq, at, kind, facts, prev_hash, hash) values (1, '2026-01-01', 'test', '{}', '', 'x')`,
    ),
  );
  const change = (statement: string) => inTenant(db, "company0aa", (tx) => tx.execute(sql.raw(statement)));
  await expect(change("update audit_events set kind = 'other'")).rejects.toThrow();
  await expect(change("delete from audit_events")).rejects.toThrow();
  await expect(owner`update audit_events set kind = 'other'`).rejects.toThrow("append-only");
  await expect(owner`delete from audit_events`).rejects.toThrow("append-only");
  await expect(owner`truncate audit_events`).rejects.toThrow("append-only");
});

test("R55: the app may add a checkpoint and read it, and nobody may change one", async () => {
  const change = (statement: string) => inTenant(db, "company0aa", (tx) => tx.execute(sql.raw(statement)));
  await change(`insert into audit_checkpoints (id, chain, seq, hash, signed_at, key_id, signature, is_told)
    values ('one', 'acme', 1, 'x', '2026-01-01', 'k', 's', false)`);
  expect(await change("select 1 from audit_checkpoints")).toHaveLength(1);
  await expect(change("update audit_checkpoints set seq = 0")).rejects.toThrow();
  await expect(change("delete from audit_checkpoints")).rejects.toThrow();
  await expect(owner`update audit_checkpoints set seq = 0`).rejects.toThrow(
    "audit_checkpoints is append-only",
  );
  await expect(owner`delete from audit_checkpoints`).rejects.toThrow("append-only");
  await expect(owner`truncate audit_checkpoints`).rejects.toThrow("append-only");
});
