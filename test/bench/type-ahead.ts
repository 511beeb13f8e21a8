import { searchable } from "../../src/domain/text.ts";
import { inTenant } from "../../src/store/db.ts";
import { searchUsers } from "../../src/store/users.ts";
import { benchDatabase } from "./database.ts";
import { fillUsers } from "./fill.ts";
import { percentile, type Row, report } from "./report.ts";

/** How long the type-ahead takes as the directory grows: each letter that somebody types is such a question. */
const sizes = [1_000, 1_000_000];
const rounds = 40;
const typed = ["p", "pe", "pet", "petra", "petra 1", "al", "alvarez 4", "person9", "person99@", "zzz"];
const limit = 25;

const { db, owner, close } = await benchDatabase();
const rows: Row[] = [];
for (const size of sizes) {
  const companyId = `bench${String(size).padStart(7, "0")}`;
  await fill(companyId, size);
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) for (const text of typed) times.push(await ask(companyId, text));
  // The first questions of all open the connections.
  const warm = times.slice(typed.length);
  rows.push({
    people: size,
    p50: ms(percentile(warm, 0.5)),
    p99: ms(percentile(warm, 0.99)),
    "target p99": "100 ms",
  });
}
await close();
await report("type-ahead", rows);

async function ask(companyId: string, text: string): Promise<number> {
  const begin = performance.now();
  await inTenant(db, companyId, (tx) => searchUsers(tx, searchable(text), limit));
  return performance.now() - begin;
}

async function fill(companyId: string, size: number): Promise<void> {
  await owner`insert into companies (id, name, slug, display_name, help_name, help_email, time_zone, kind, market, created_at)
    values (${companyId}, 'a', ${companyId}, 'a', 'h', 'h@h', 'UTC', 'owner_builder', 'US', '2026-01-01')`;
  await fillUsers(owner, { companyId, to: size });
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
