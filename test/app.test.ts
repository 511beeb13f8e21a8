import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { type Database, databaseAt } from "../src/app/database.ts";
import { CannotStart } from "../src/app/fault.ts";
import { type App, startApp } from "../src/app.ts";
import { type Config, readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { type DatabaseAddress, openClient } from "../src/store/db.ts";
import { testDatabase } from "./helpers/database.ts";

const { address, owner } = await testDatabase();
const suffix = randomBytes(4).toString("hex");

function configOf(env: Record<string, string> = {}): Config {
  const key = `k1:${randomBytes(32).toString("base64")}`;
  const read = readConfig({ ENCRYPTION_KEYS: key, PORT: "0", ...env });
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.config;
}

function testLog() {
  const lines: string[] = [];
  return { lines, log: createLog("info", { write: (line: string) => void lines.push(line) }) };
}

/** Ends with the test, and its connections before the database is dropped. */
async function start(database: Database, config = configOf()): Promise<App & { lines: string[] }> {
  const { lines, log } = testLog();
  onTestFinished(() => database.close());
  const app = await startApp(config, { database, log });
  onTestFinished(() => app.stop());
  return { ...app, lines };
}

const get = (app: App, path: string) => fetch(`http://127.0.0.1:${app.port}${path}`);

describe("R62: the app refuses to work as a role that row-level security does not hold", () => {
  const roles = {
    superuser: { options: "superuser", why: "is a superuser" },
    bypassing: { options: "bypassrls", why: "has BYPASSRLS" },
    owning: { options: "", why: "owns tables" },
    member_of_owner: { options: "", why: "owns tables" },
    stranger: { options: "", why: "cannot take the roles" },
    sound: { options: "", why: undefined },
  };
  const nameOf = (role: string) => `${role}_${suffix}`;

  test.each(Object.entries(roles))("%s", async (role, { options, why }) => {
    const name = nameOf(role);
    await owner.unsafe(`create role ${name} login ${options}`);
    if (role !== "stranger") await owner.unsafe(`grant latchkey_app, latchkey_worker to ${name}`);
    if (role === "owning")
      await owner.unsafe(`create table owned_${suffix} (); alter table owned_${suffix} owner to ${name}`);
    if (role === "member_of_owner") await owner.unsafe(`grant ${nameOf("owning")} to ${name}`);
    const starting = start(databaseAt(address, { ...address, user: name }));
    if (why === undefined) {
      expect((await get(await starting, "/readyz")).status).toBe(200);
      return;
    }
    await expect(starting).rejects.toThrow(CannotStart);
    await expect(starting).rejects.toThrow(why);
    await expect(starting).rejects.toThrow(name);
  });

  test("with the app's role as a startup parameter an owner's login is sound", async () => {
    const app = await start(databaseAt(address));
    expect((await get(app, "/readyz")).status).toBe(200);
  });

  afterAll(async () => {
    await owner.unsafe(`drop table if exists owned_${suffix}`);
    for (const role of Object.keys(roles)) await owner.unsafe(`drop role if exists ${nameOf(role)}`);
  });
});

describe("a database that is not migrated", () => {
  const empty: DatabaseAddress = {
    socketDir: inject("socketDir"),
    database: `empty_${suffix}`,
    user: "postgres",
  };
  const production = { ...configOf(), isProduction: true };

  test("is refused in production, with the command to run; outside it is migrated at the start", async () => {
    const admin = openClient(address, { max: 1 });
    await admin.unsafe(`create database empty_${suffix}`);
    onTestFinished(async () => {
      await admin.unsafe(`drop database empty_${suffix} with (force)`);
      await admin.end();
    });
    const first = databaseAt(empty);
    await expect(startApp(production, { database: first, log: testLog().log })).rejects.toThrow(
      "npm run cli -- migrate",
    );
    await first.close();

    const second = databaseAt(empty);
    const app = await startApp(configOf(), { database: second, log: testLog().log });
    expect((await get(app, "/readyz")).status).toBe(200);
    await app.stop();
    await second.close();
  });
});

describe("health", () => {
  test("a process whose database does not answer is alive, but not ready, and says so within about a second", async () => {
    let isGone = false;
    const patient = { ...databaseAt(address) };
    const { isMigrated } = patient;
    patient.isMigrated = () => (isGone ? new Promise(() => {}) : isMigrated());
    const running = await start(patient);
    isGone = true;
    const before = performance.now();
    expect((await get(running, "/readyz")).status).toBe(503);
    expect(performance.now() - before).toBeLessThan(2000);
    expect((await get(running, "/healthz")).status).toBe(200);
  });

  test("a port that is taken is said at once, and nothing stays open", async () => {
    const app = await start(databaseAt(address));
    const second = databaseAt(address);
    onTestFinished(() => second.close());
    const starting = startApp(configOf({ PORT: String(app.port) }), { database: second, log: testLog().log });
    await expect(starting).rejects.toThrow("EADDRINUSE");
  });
});

test("without Slack, mail, text messages and a signing key it starts, says so once each, and does not answer Slack", async () => {
  const app = await start(databaseAt(address));
  const missing = app.lines.filter((line) => line.includes("not_configured"));
  expect(missing).toHaveLength(4);
  expect(missing.some((line) => line.includes("AUDIT_SIGNING_KEY"))).toBe(true);
  expect((await get(app, "/sign-in")).status).toBe(200);
  const answer = await fetch(`http://127.0.0.1:${app.port}/slack/events`, { method: "POST", body: "{}" });
  expect(answer.status).not.toBe(200);
});

test("links lead to the port that was really taken, or to PUBLIC_URL", async () => {
  const app = await start(databaseAt(address));
  expect(app.url).toBe(`http://localhost:${app.port}`);
  const own = await start(databaseAt(address), configOf({ PUBLIC_URL: "https://payments.acme.example/" }));
  expect(own.url).toBe("https://payments.acme.example");
});
