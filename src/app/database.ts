import type { DatabaseConfig } from "../config.ts";
import { connect, type DatabaseAddress, type Db } from "../store/db.ts";
import { startEmbedded } from "../store/embedded.ts";
import { isMigrated, migrate } from "../store/migrate.ts";

/** A database, reached as the app and as its owner. Every program of ours opens it here. */
export type Database = {
  /** As the app's role, under row-level security. */
  db: Db;
  /** The owner's login: for migrations and LISTEN. */
  owner: DatabaseAddress;
  migrate: () => Promise<void>;
  isMigrated: () => Promise<boolean>;
  /** Also stops an embedded server that this process started. */
  close: () => Promise<void>;
};

/** Starts or adopts the embedded PostgreSQL where there is no URL. Connects only with the first statement. */
export async function openDatabase(
  { url, appUrl, dataDir, name }: DatabaseConfig,
  { log = () => {} }: { log?: (message: string) => void } = {},
): Promise<Database> {
  if (url) return databaseAt({ url }, appUrl ? { url: appUrl } : undefined);
  const server = await startEmbedded({ dataDir, database: name, log });
  const database = databaseAt({ socketDir: server.socketDir, database: name, user: "postgres" });
  return { ...database, close: () => database.close().finally(() => server.stop()) };
}

/** Longer than a lock (5 s) or a pause within a transaction (15 s) may take, and far longer than any answer. */
const patienceMs = 20_000;

/** Without a login of its own the app takes its role by a startup parameter. */
export function databaseAt(owner: DatabaseAddress, app?: DatabaseAddress): Database {
  const { db, close } = app
    ? connect(app, { patienceMs })
    : connect(owner, { role: "latchkey_app", patienceMs });
  return { db, owner, migrate: () => migrate(owner), isMigrated: () => isMigrated(db), close };
}
