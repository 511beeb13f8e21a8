import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isMigrated, migrate } from "../../src/store/migrate.ts";
import { testDatabase } from "../helpers/database.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { db, address, owner } = await testDatabase();

type Journal = { entries: { tag: string; when: number }[] };
const readJournal = async (): Promise<Journal> =>
  JSON.parse(await readFile(join(root, "drizzle/meta/_journal.json"), "utf8"));

test("every migration is listed, and the journal's times rise: drizzle skips one out of order in silence", async () => {
  const { entries } = await readJournal();
  const files = (await readdir(join(root, "drizzle"))).filter((name) => name.endsWith(".sql")).sort();
  expect(entries.map((entry) => `${entry.tag}.sql`)).toEqual(files);
  const times = entries.map((entry) => entry.when);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

test("the migrations make the schema that the code declares", async () => {
  const out = await mkdtemp(join(tmpdir(), "latchkey-drizzle-"));
  try {
    await cp(join(root, "drizzle"), out, { recursive: true });
    const kit = join(root, "node_modules/drizzle-kit/bin.cjs");
    const args = [
      kit,
      "generate",
      "--dialect",
      "postgresql",
      "--schema",
      "./src/store/schema/*.ts",
      "--out",
      // drizzle-kit puts "./" before the folder, an absolute one too.
      relative(root, out),
    ];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(stdout).toContain("No schema changes");
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});

test("migrating from three sides at once, and again, works", async () => {
  const fresh = `fresh_${process.pid}`;
  await owner.unsafe(`create database ${fresh}`);
  const target = { ...address, database: fresh };
  await Promise.all([migrate(target), migrate(target), migrate(target)]);
  await migrate(target);
  await owner.unsafe(`drop database ${fresh}`);
});

test("the app's role sees whether the database is up to date", async () => {
  expect(await isMigrated(db)).toBe(true);
  await owner`update drizzle.__drizzle_migrations set created_at = created_at - 1000000000000`;
  expect(await isMigrated(db)).toBe(false);
});
