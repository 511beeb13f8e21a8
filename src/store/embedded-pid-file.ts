import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

export type Server = { pid: number; socketDir: string; port: number };

/** Crash recovery after a power cut can take this long; the usual start takes 50 ms. */
export const readyTimeoutMs = 60_000;
export const pollMs = 10;

/**
 * The server on this cluster, once it is ready; waits for one that starts or stops. Without one, `stale` is what
 * the last left behind when it was killed.
 */
export async function findServer(cluster: string): Promise<{ server?: Server; stale?: Server }> {
  for (const deadline = Date.now() + readyTimeoutMs; Date.now() < deadline; await delay(pollMs)) {
    const file = await readPidFile(cluster);
    if (!file) return {};
    const { status, ...server } = file;
    if (!(await isServing(file.pid, cluster))) return { stale: server };
    if (status === "ready") return { server };
  }
  throw new Error(`PostgreSQL on ${cluster} is neither ready nor gone after ${readyTimeoutMs / 1000} s.`);
}

/**
 * PostgreSQL's postmaster.pid, undefined when missing or not yet written. By line: pid, data directory, start
 * time, port, socket directory, listen address, shared memory key, status (src/include/utils/pidfile.h).
 */
export async function readPidFile(cluster: string): Promise<(Server & { status: string }) | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    },
  );
  const [pid, , , port, socketDir, , , status] = text.split("\n").map((line) => line.trim());
  // A negative pid is that of a standalone backend, which serves nobody.
  if (!pid || !(Number(pid) > 0)) return undefined;
  return { pid: Number(pid), port: Number(port), socketDir: socketDir ?? "", status: status ?? "" };
}

/**
 * Whether the process lives and is the server of this cluster: its number may have gone to another process since.
 * A server works in its data directory. The link is unreadable for a zombie, and for processes of other accounts.
 */
async function isServing(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === "linux") {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => "")) === cluster;
  }
  const ps = promisify(execFile)("ps", ["-ww", "-o", "stat=,command=", "-p", String(pid)]);
  const line = await ps.then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
  return !line.startsWith("Z") && line.includes(` -D ${cluster} `);
}
