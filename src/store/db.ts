import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { fencedPool } from "./fence.ts";
import { watched } from "./watch.ts";

export type Db = PostgresJsDatabase;
/** An open transaction. What writes takes a `Tx`, so outside one it does not compile. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Where a database is: a URL, or the socket directory of the embedded one. */
export type DatabaseAddress = { url: string } | { socketDir: string; database: string; user: string };

type ConnectOptions = {
  /** Taken by a startup parameter; a transaction pooler refuses it, so an app login of its own goes without. */
  role?: "latchkey_app";
  max?: number;
  /** A transaction that takes longer is given up, with the connection that it has. Default: none is. */
  patienceMs?: number;
};

/** Connections of one process. */
export const poolSize = 10;

/** A pool of connections. `close` waits for running queries, at most 5 seconds. */
export function connect(address: DatabaseAddress, { role, max = poolSize, patienceMs }: ConnectOptions = {}) {
  const options = { max, ...(role ? { connection: { role } } : {}) };
  const { client, close } = fencedPool(
    () => {
      const pool = openClient(address, options);
      // Sets drizzle's parsers on a pool that takes another's place, too.
      drizzle(pool);
      return pool;
    },
    { patienceMs },
  );
  return { db: drizzle(client), close };
}

/** postgres.js waits ever longer, up to 20 s, and whoever comes then waits with it: after an outage nobody should. */
const reconnectSeconds = 0.25;

/** A bare postgres.js client, for LISTEN and migrations: drizzle changes the parsers of a client it is given. */
export function openClient(address: DatabaseAddress, options: postgres.Options<Record<string, never>> = {}) {
  const all = { onnotice: () => {}, connect_timeout: 3, backoff: () => reconnectSeconds, ...options };
  if ("url" in address) {
    // `?prepare=false` for a transaction pooler, where named statements hang (RUNTIME 3).
    const url = new URL(address.url);
    const prepare = url.searchParams.get("prepare") !== "false";
    url.searchParams.delete("prepare");
    return postgres(url.href, { ...all, prepare });
  }
  return postgres({ ...all, host: address.socketDir, database: address.database, username: address.user });
}

/**
 * One transaction as `latchkey_app` for one company. Role and tenant end with the transaction, so a pooled
 * connection keeps neither. The first statement does not wait for their answer: it is sent right behind them. So are statements
 * that are handed over together (`Promise.all`): one trip to the server, where they are done in that order.
 */
export function inTenant<T>(db: Db, companyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withSettings(
    db,
    sql`${begin("latchkey_app")}, set_config('app.company_id', ${companyId}, true)`,
    work,
  );
}

/** One transaction as `latchkey_worker`: it sees what is due in every company, and no other table. */
export function asWorker<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withSettings(db, begin("latchkey_worker"), work);
}

/** Nobody waits long for a row that a stalled process holds, and a stalled process does not hold one for long. */
const begin = (role: string) =>
  sql`select set_config('role', ${role}, true), set_config('lock_timeout', '5s', true),
    set_config('idle_in_transaction_session_timeout', '15s', true)`;

function withSettings<T>(db: Db, settings: ReturnType<typeof sql>, work: (tx: Tx) => Promise<T>): Promise<T> {
  return watched(db, (see) =>
    db.transaction(async (tx) => {
      see(tx);
      const set = tx.execute(settings).then(() => undefined);
      // Queries leave in the order in which they were handed over; a turn of the loop makes sure that this one was.
      await new Promise(setImmediate);
      const [result] = await Promise.all([work(tx), set]);
      return result;
    }),
  );
}
