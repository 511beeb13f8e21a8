import { sql } from "drizzle-orm";
import type { Db } from "./db.ts";

/** What the database server says of itself: its version, as words and as a number (150004), and its clock in ms since 1970. */
export async function readServer(db: Db): Promise<{ version: string; number: number; atMs: number }> {
  const [row] = await db.execute<{ version: string; number: number; at_ms: number }>(sql`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      extract(epoch from clock_timestamp())::float8 * 1000 as at_ms`);
  if (!row) throw new Error("a setting without a value");
  return { version: row.version, number: row.number, atMs: row.at_ms };
}
