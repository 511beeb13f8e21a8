import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, open, readFile, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries, serverEnvironment } from "./embedded-binaries.ts";
import { ensureCluster } from "./embedded-cluster.ts";
import { canEnter, type EmbeddedHome } from "./embedded-home.ts";
import { pollMs, readPidFile, readyTimeoutMs, type Server } from "./embedded-pid-file.ts";

export type LaunchOptions = { settings: Record<string, string>; packageDir?: string };
export type LaunchedServer = Server & { stop(): Promise<void> };

/**
 * Starts a server on the cluster, which it makes when missing. `inTheWay` says that another server was found on
 * it: one that started since we looked, or the last backends of a killed one. Then look again. `stale` is what an
 * earlier server left behind. The server survives this process: see `startEmbedded`.
 */
export async function launch(
  home: EmbeddedHome,
  { settings, packageDir }: LaunchOptions,
  stale: Server | undefined,
): Promise<{ server: LaunchedServer } | { inTheWay: string }> {
  const native = await findBinaries(home, packageDir);
  const { fsync } = settings;
  await ensureCluster(home, native, fsync !== "off");
  const socketDir = await makeSocketDir(home);
  const logFile = join(home.dir, "postgres.log");
  const log = await openLog(logFile);
  try {
    const { size: logStart } = await log.stat();
    const child = spawnServer({ home, native, socketDir, settings, logFd: log.fd, stale });
    await once(child, "spawn");
    const server = await untilReady(child, home.cluster);
    if (server) {
      if (stale) await removeSocketDir(stale.socketDir);
      let stopping: Promise<void> | undefined;
      return { server: { ...server, stop: () => (stopping ??= shutDown(child, socketDir)) } };
    }
    const said = (await readFile(logFile)).subarray(logStart).toString().trim();
    const failure = `PostgreSQL did not start on ${home.cluster}; ${logFile} says:\n${said}`;
    if (!/lock file "postmaster.pid"|pre-existing shared memory/.test(said)) throw new Error(failure);
    await removeSocketDir(socketDir);
    return { inTheWay: failure };
  } catch (error) {
    await removeSocketDir(socketDir);
    throw error;
  } finally {
    await log.close();
  }
}

/** The path of a unix socket fits in 104 bytes with its end mark on macOS, in 108 on Linux. */
const socketPathBytes = 103;
const socketPrefix = "latchkey-";

/** A new one for each start: its name cannot be taken beforehand, and postmaster.pid tells it to those who adopt. */
async function makeSocketDir({ account }: EmbeddedHome): Promise<string> {
  const parents = new Set([tmpdir(), "/tmp"]);
  for (const parent of parents) {
    if (Buffer.byteLength(`${parent}/${socketPrefix}XXXXXX/.s.PGSQL.5432`) > socketPathBytes) continue;
    if (account && !(await canEnter(account, parent))) continue;
    const dir = await mkdtemp(join(parent, socketPrefix)).catch(() => undefined);
    if (dir && account) await chown(dir, account.uid, account.gid);
    if (dir) return dir;
  }
  throw new Error(
    `PostgreSQL needs a short directory for its socket, and can use none of: ${[...parents].join(", ")}`,
  );
}

/** The path may come from a file of another account, so nothing goes but what a server leaves in such a directory. */
async function removeSocketDir(dir: string): Promise<void> {
  if (!basename(dir).startsWith(socketPrefix)) return;
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) await rm(join(dir, name), { force: true });
  await rmdir(dir).catch(() => {});
}

/** One log is enough to see why a start failed; beyond this it begins anew. */
const logLimitBytes = 1_000_000;

async function openLog(path: string) {
  const log = await open(path, "a", 0o600);
  if ((await log.stat()).size > logLimitBytes) await log.truncate();
  return log;
}

type SpawnOptions = {
  home: EmbeddedHome;
  native: string;
  socketDir: string;
  settings: Record<string, string>;
  logFd: number;
  stale: Server | undefined;
};

/**
 * Detached, so that Ctrl-C in the terminal does not stop the database before the application has drained, and
 * with no pipe to us that could break.
 */
function spawnServer({ home, native, socketDir, settings, logFd, stale }: SpawnOptions): ChildProcess {
  const all = {
    ...settings,
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: `"${socketDir}"`,
    unix_socket_permissions: "0700",
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // The pid in a stale postmaster.pid may have gone to another process, and then PostgreSQL refuses to start.
  // It lets pass the pid that pg_ctl names here, and still checks that no old backend lives in shared memory.
  const env = stale ? { ...serverEnvironment, PG_GRANDPARENT_PID: String(stale.pid) } : serverEnvironment;
  const child = spawn(join(native, "bin/postgres"), ["-D", home.cluster, ...flags], {
    ...home.account,
    cwd: "/",
    env,
    detached: true,
    stdio: ["ignore", logFd, logFd],
  });
  child.unref();
  return child;
}

/** Answers undefined when the process ended instead. */
async function untilReady(child: ChildProcess, cluster: string): Promise<Server | undefined> {
  for (const deadline = Date.now() + readyTimeoutMs; Date.now() < deadline; await delay(pollMs)) {
    if (hasEnded(child)) return undefined;
    const file = await readPidFile(cluster);
    if (file?.pid === child.pid && file?.status === "ready") {
      return { pid: file.pid, socketDir: file.socketDir, port: file.port };
    }
  }
  child.kill("SIGQUIT");
  throw new Error(`PostgreSQL on ${cluster} was not ready after ${readyTimeoutMs / 1000} s.`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A fast shutdown ends connections and writes a checkpoint, which a slow disk can draw out. */
const shutdownTimeoutMs = 30_000;

async function shutDown(child: ChildProcess, socketDir: string): Promise<void> {
  if (!hasEnded(child)) {
    child.ref();
    const ended = once(child, "exit");
    child.kill("SIGINT");
    // Immediate shutdown: nothing committed is lost, the next start replays the log.
    const timer = setTimeout(() => child.kill("SIGQUIT"), shutdownTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
  await removeSocketDir(socketDir);
}
