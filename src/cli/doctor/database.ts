import type { Database } from "../../app/database.ts";
import type { Deps } from "../../deps.ts";
import { viewKeys } from "../../flows/rotate-keys.ts";
import { findAppRoleFault } from "../../store/app-role.ts";
import { connect, type Db } from "../../store/db.ts";
import { readServer } from "../../store/server.ts";
import { missingKeys } from "../keys-text.ts";
import { type Check, clockCheck, look } from "./check.ts";

const oldestVersion = 150_000;
const unreachable = "Look at DATABASE_URL, and whether the server runs and lets this machine in.";

/** The database as both logins meet it. `isUsable`: the rest of the looks can read it. */
export async function lookAtDatabase(
  database: Database,
  deps: Pick<Deps, "db" | "keys" | "now">,
): Promise<{ checks: Check[]; isUsable: boolean }> {
  const { db: owner, close } = connect(database.owner, { max: 1 });
  try {
    const server = await look("database", unreachable, () => serverChecks(owner));
    if (server[0]?.state === "to_do") return { checks: server, isUsable: false };
    // The app's role is made by the first migration.
    const migrated = await look("migrations", migrateFirst, () => migrationsCheck(database));
    if (migrated[0]?.state !== "ok") return { checks: [...server, ...migrated], isUsable: false };
    const role = await look("app's login", "Look at DATABASE_APP_URL.", () => roleCheck(database.db));
    const checks = [...server, ...migrated, ...role];
    const keys = await look("encryption keys", "Look at ENCRYPTION_KEYS.", () =>
      keysCheck({ ...deps, owner }),
    );
    return { checks: [...checks, ...keys], isUsable: true };
  } finally {
    await close();
  }
}

async function serverChecks(owner: Db): Promise<Check[]> {
  const before = Date.now();
  const { version, number, atMs } = await readServer(owner);
  const clock = clockCheck("database's clock", atMs, [before, Date.now()]);
  const says = `PostgreSQL ${version} answers`;
  if (number >= oldestVersion) return [{ what: "database", state: "ok", says }, clock];
  return [{ what: "database", state: "to_do", says, toDo: "Upgrade it to PostgreSQL 15 or later." }, clock];
}

async function roleCheck(db: Db): Promise<Check> {
  const fault = await findAppRoleFault(db);
  const what = "app's login";
  if (fault === undefined)
    return { what, state: "ok", says: "owns nothing, and row-level security holds for it" };
  const [says = "", ...rest] = fault.split(". ");
  return { what, state: "to_do", says, toDo: rest.join(". ") };
}

const migrateFirst = "Run: npm run cli -- migrate";

async function migrationsCheck(database: Database): Promise<Check> {
  const what = "migrations";
  // Without any migration the table that tells of them is not there, or not ours to read.
  if (await database.isMigrated().catch(() => false)) return { what, state: "ok", says: "up to date" };
  return { what, state: "to_do", says: "the database is not up to date", toDo: migrateFirst };
}

async function keysCheck(deps: Parameters<typeof viewKeys>[0]): Promise<Check> {
  const what = "encryption keys";
  const report = await viewKeys(deps);
  const missing = missingKeys(report);
  if (missing) {
    const [says = "", ...rest] = missing.split(". ");
    return { what, state: "to_do", says, toDo: rest.join(". ") };
  }
  const boxes = report.keys.reduce((sum, key) => sum + key.boxes, 0);
  const old = report.keys.filter((key) => !key.isFirst && key.boxes > 0).map(({ keyId }) => keyId);
  if (old.length === 0) return { what, state: "ok", says: `${boxes} secrets, all under the first key` };
  const says = `some of ${boxes} secrets stand under an older key: ${old.join(", ")}`;
  return { what, state: "advice", says, toDo: "Run: npm run cli -- keys rotate" };
}
