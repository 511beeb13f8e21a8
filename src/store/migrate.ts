import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { z } from "zod";
import { type DatabaseAddress, type Db, openClient } from "./db.ts";

/** `drizzle/` stands beside `src/` and beside `dist/`. */
const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));
/** Any number that no other program on this database is likely to use. */
const lockKey = 7_290_411;

/**
 * Brings the database up to date, as its owner. Safe from several processes at once: drizzle takes no lock of its own,
 * so a session lock on a single connection does (RUNTIME 3).
 */
export async function migrate(address: DatabaseAddress): Promise<void> {
  const client = openClient(address, { max: 1 });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await runMigrations(drizzle(client), { migrationsFolder });
    // So that readiness can see, as the app's role, whether the schema is the program's.
    await client`grant usage on schema drizzle to latchkey_app`;
    await client`grant select on drizzle.__drizzle_migrations to latchkey_app`;
  } finally {
    await client.end();
  }
}

/** Whether the database holds every migration that this program knows. */
export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ latest: string | null }>(
    sql`select max(created_at)::text as latest from drizzle.__drizzle_migrations`,
  );
  return Number(row?.latest ?? 0) >= (await latestKnown());
}

const Journal = z.object({ entries: z.array(z.object({ when: z.number() })) });

async function latestKnown(): Promise<number> {
  const journal = Journal.parse(JSON.parse(await readFile(`${migrationsFolder}/meta/_journal.json`, "utf8")));
  return Math.max(...journal.entries.map((entry) => entry.when));
}
