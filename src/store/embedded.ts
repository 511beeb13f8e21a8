import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { type EmbeddedHome, findHome } from "./embedded-home.ts";
import { findServer, pollMs, type Server } from "./embedded-pid-file.ts";
import { type LaunchOptions, launch } from "./embedded-server.ts";

/** A PostgreSQL of our own on a unix socket. Spread `connection` into `postgres({ … })`. */
export type Embedded = {
  /** The directory of the socket: 0700, so only the account of the server and root reach it. */
  socketDir: string;
  database: string;
  /**
   * Options for postgres.js. There is no URL: postgres.js 3.4.9 sends `?host=` to the server as a setting and
   * does not decode a socket path in the place of the host. The port is given so that PGPORT cannot change it.
   */
  connection: { host: string; port: number; database: string; username: string };
  /** True when the server was running already: then `stop` only leaves it. */
  adopted: boolean;
  pid: number;
  /** Where the data really is; as root this may not be below the directory asked for. */
  dataDir: string;
  /** Fast shutdown by the process that started the server; safe to call twice. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The directory that holds the cluster (in `postgres/`), its log, and where needed a copy of the binaries. */
  dataDir: string;
  /** Created when missing; default `latchkey`. */
  database?: string;
  /** Server settings by name, such as `{ fsync: "off" }` in tests. An adopted server keeps the ones it has. */
  settings?: Record<string, string>;
  /** Told in a sentence where the data is and whose server it is. */
  log?: (message: string) => void;
  /** The directory of the platform package, where it is not the installed one. */
  packageDir?: string;
  /** Takes the data when root's server account cannot reach `dataDir`; default /var/lib/latchkey. */
  stateDir?: string;
};

/**
 * Starts PostgreSQL 18 from the npm platform package on `dataDir`, or adopts the one already running there: that
 * of another process, or one that outlived a killed process. The first start creates the cluster.
 *
 * Starting twice at once is safe without a lock of ours that a crash could leave behind. A cluster appears by one
 * rename, which only one process wins, and PostgreSQL's own postmaster.pid lets only one server run on it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { database = "latchkey", settings = {}, log = () => {} } = options;
  const home = await findHome(options);
  if (home.note) log(home.note);
  const launchOptions = { settings, ...(options.packageDir ? { packageDir: options.packageDir } : {}) };
  const server = await adoptOrLaunch(home, launchOptions);
  const connection = { host: server.socketDir, port: server.port, database, username: "postgres" };
  try {
    await createDatabase(connection);
  } catch (error) {
    await server.stop();
    const kill = server.adopted ? ` If it stays so, stop it with: kill -INT ${server.pid}` : "";
    const what = `PostgreSQL (pid ${server.pid}) on ${home.cluster} runs but does not answer at ${server.socketDir}.`;
    throw new Error(what + kill, { cause: error });
  }
  log(`PostgreSQL ${server.adopted ? "is running already" : "started"}; its data is in ${home.cluster}`);
  const { socketDir, adopted, pid, stop } = server;
  return { socketDir, database, connection, adopted, pid, dataDir: home.cluster, stop };
}

type Running = Server & { adopted: boolean; stop(): Promise<void> };

/** Longer than the backends of a killed server need to end, and than two processes need to settle who starts. */
const settleTimeoutMs = 15_000;

async function adoptOrLaunch(home: EmbeddedHome, options: LaunchOptions): Promise<Running> {
  const deadline = Date.now() + settleTimeoutMs;
  for (;;) {
    const { server, stale } = await findServer(home.cluster);
    if (server) return { ...server, adopted: true, stop: async () => {} };
    const launched = await launch(home, options, stale);
    if ("server" in launched) return { ...launched.server, adopted: false };
    if (Date.now() > deadline) throw new Error(launched.inTheWay);
    await delay(pollMs);
  }
}

/** PostgreSQL has no `create database if not exists`, and two processes may find it missing at once. */
const createdByAnother = new Set(["42P04", "23505"]);

async function createDatabase(connection: Embedded["connection"]): Promise<void> {
  const { database } = connection;
  const sql = postgres({
    ...connection,
    database: "postgres",
    max: 1,
    fetch_types: false,
    connect_timeout: 10,
    onnotice: () => {},
  });
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await sql`create database ${sql(database)}`;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && createdByAnother.has(error.code))) throw error;
  } finally {
    await sql.end();
  }
}
