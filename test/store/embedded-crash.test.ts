import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { describe, expect, it, vi } from "vitest";
import { startEmbedded } from "../../src/store/embedded.ts";
import { children, isRoot, isRunning, query, scratch, settings, startChild } from "./embedded-fixtures.ts";

type Stranger = "dead" | "unrelated" | "a zombie";
const strangers: Stranger[] = [
  "dead",
  "unrelated",
  ...(process.platform === "linux" ? ["a zombie" as const] : []),
];

describe("after a crash", () => {
  it("adopts the server of a Node process killed with kill -9, with its committed rows", async () => {
    const dataDir = await scratch();
    const child = await startChild({ options: { dataDir, settings } });
    await child.ask("create table marks (name text)");
    await child.ask("insert into marks values ('Petra')");
    await child.kill("SIGKILL");

    const adopted = await startEmbedded({ dataDir });
    expect(adopted).toMatchObject({ adopted: true, pid: child.started.pid });
    expect(await query(adopted, "select name from marks")).toEqual([{ name: "Petra" }]);
  });

  it("keeps the server through a Ctrl-C in the terminal, so that the application can drain", async () => {
    const dataDir = await scratch();
    const child = await startChild({ options: { dataDir, settings } }, { detached: true });
    await child.kill("SIGINT", "group");
    // A server that is shutting down would be waited for, and replaced by a new one.
    expect(await startEmbedded({ dataDir })).toMatchObject({ adopted: true, pid: child.started.pid });
  });

  it("starts again after a kill -9 of the server, with its committed rows", async () => {
    const dataDir = await scratch();
    const killed = await startEmbedded({ dataDir });
    await query(killed, "create table marks (name text); insert into marks values ('Petra')");
    process.kill(killed.pid, "SIGKILL");
    await vi.waitFor(() => expect(isRunning(killed.pid)).toBe(false), { interval: 1 });

    const next = await startEmbedded({ dataDir, settings });
    expect(next.adopted).toBe(false);
    expect(await query(next, "select name from marks")).toEqual([{ name: "Petra" }]);
    await expect(stat(killed.socketDir)).rejects.toThrow("ENOENT");
    await killed.stop();
    expect(await query(next, "select 1 as one")).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it("waits while a backend of a killed server still holds its shared memory", async () => {
    const dataDir = await scratch();
    const killed = await startEmbedded({ dataDir, settings });
    const sql = postgres({ ...killed.connection, max: 1 });
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    if (!backend) throw new Error("no backend");
    process.kill(backend.pid, "SIGSTOP");
    process.kill(killed.pid, "SIGKILL");
    await vi.waitFor(() => expect(isRunning(killed.pid)).toBe(false), { interval: 1 });

    const starting = startEmbedded({ dataDir, settings });
    const log = join(dataDir, "postgres.log");
    await vi.waitFor(
      async () => expect(await readFile(log, "utf8")).toContain("pre-existing shared memory"),
      5_000,
    );
    process.kill(backend.pid, "SIGKILL");
    const next = await starting;
    expect(await query(next, "select 1 as one")).toEqual([{ one: 1 }]);
    await next.stop();
    await sql.end({ timeout: 0 });
  });

  it.each(strangers)("starts over a postmaster.pid whose process is %s", async (kind) => {
    const dataDir = await scratch();
    const first = await startEmbedded({ dataDir, settings });
    const pidFile = join(first.dataDir, "postmaster.pid");
    const lines = (await readFile(pidFile, "utf8")).split("\n");
    await first.stop();
    const { uid, gid } = await stat(first.dataDir);
    const pid = await strangerPid(kind, { uid, gid });
    await writeFile(pidFile, [pid, ...lines.slice(1)].join("\n"), { mode: 0o600 });
    if (isRoot) execFileSync("chown", [`${uid}:${gid}`, pidFile]);

    const second = await startEmbedded({ dataDir, settings });
    expect(second.adopted).toBe(false);
    expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it("starts over the leavings of a first start that was killed", async () => {
    const dataDir = await scratch();
    await mkdir(join(dataDir, "postgres.new-abc123"), { recursive: true });
    await mkdir(join(dataDir, "postgres"));
    execFileSync("touch", ["-d", "2020-01-01T00:00:00", join(dataDir, "postgres.new-abc123")]);
    const embedded = await startEmbedded({ dataDir, settings });
    await embedded.stop();
    expect(await readdir(dataDir)).toEqual(["postgres", "postgres.log"]);
  });
});

describe("two processes at once", () => {
  it.each([1, 2, 3])("share one server on a fresh directory (round %i)", async () => {
    const dataDir = await scratch();
    const start = () => startChild({ options: { dataDir, settings } });
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.started.pid).toBe(two.started.pid);
    expect([one.started.adopted, two.started.adopted].sort()).toEqual([false, true]);
    await one.ask("create table marks (name text)");
    await two.ask("insert into marks values ('Petra')");
    expect(await one.ask("select name from marks")).toEqual([{ name: "Petra" }]);
    expect(await readdir(dataDir)).toEqual(["postgres", "postgres.log"]);
  });

  it("share one server when five start in one process", async () => {
    const dataDir = await scratch();
    const all = await Promise.all(Array.from({ length: 5 }, () => startEmbedded({ dataDir, settings })));
    expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
    expect(all.filter(({ adopted }) => !adopted)).toHaveLength(1);
    await Promise.all(all.map(({ stop }) => stop()));
  });
});

/** The number of a process of this account that is not a PostgreSQL server. */
async function strangerPid(kind: Stranger, account: { uid: number; gid: number }) {
  const options = { cwd: "/", ...(isRoot ? account : {}) };
  if (kind === "dead") {
    const child = spawn("true", options);
    await once(child, "exit");
    return child.pid;
  }
  // `exec` makes the first sleep a child of the second, which never collects it.
  const script = kind === "a zombie" ? "sleep 0 & echo $!; exec sleep 600" : "echo $$; exec sleep 600";
  const child = spawn("/bin/sh", ["-c", script], { ...options, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [output] = await once(child.stdout, "data");
  const pid = Number(String(output));
  if (kind === "a zombie") {
    await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, "utf8")).toContain(") Z "));
  }
  return pid;
}
