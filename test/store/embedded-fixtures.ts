import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, expect, vi } from "vitest";
import type { Embedded, EmbeddedOptions } from "../../src/store/embedded.ts";
import { findServer, readPidFile } from "../../src/store/embedded-pid-file.ts";

export const isRoot = process.getuid?.() === 0;
export const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

const scratchDirs: string[] = [];
/** Killed after the test. */
export const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
  for (const dir of scratchDirs.splice(0)) {
    for (const name of await readdir(dir, { recursive: true })) {
      if (name.endsWith("postmaster.pid")) await killServer(join(dir, dirname(name)));
    }
    execFileSync("chmod", ["-R", "u+w", dir]);
    await rm(dir, { recursive: true });
  }
});

/** A directory that the server's account can pass through, removed with its servers after the test. */
export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "latchkey-test-"));
  await chmod(dir, 0o755);
  scratchDirs.push(dir);
  return dir;
}

export async function query({ connection }: Pick<Embedded, "connection">, text: string) {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  const rows = await sql.unsafe(text).finally(() => sql.end());
  return [...rows];
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function killServer(cluster: string) {
  const { server } = await findServer(cluster);
  if (!server) return;
  process.kill(server.pid, "SIGINT");
  await vi.waitFor(async () => expect(await readPidFile(cluster)).toBeUndefined(), { timeout: 10_000 });
  await rm(server.socketDir, { recursive: true, force: true });
}

type ChildStart = { options: EmbeddedOptions; account?: { uid: number; gid: number } };

/** Another Node process that runs embedded-child.ts. `ask` sends it one line and answers with its answer. */
export async function startChild(
  start: ChildStart,
  spawnOptions: { env?: NodeJS.ProcessEnv; detached?: boolean } = {},
) {
  const file = fileURLToPath(new URL("embedded-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file, JSON.stringify(start)], spawnOptions);
  children.push(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the child ended: ${errors}`);
    return JSON.parse(value);
  };
  const started: Embedded & { notes: string[] } = await read();
  const ask = (line: string) => {
    child.stdin.write(`${line}\n`);
    return read();
  };
  const kill = async (signal: NodeJS.Signals, target: "process" | "group" = "process") => {
    const ended = once(child, "exit");
    if (target === "group" && child.pid) process.kill(-child.pid, signal);
    else child.kill(signal);
    await ended;
  };
  return { started, ask, kill };
}
