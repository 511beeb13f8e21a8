import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { databaseAt } from "../src/app/database.ts";
import { openClient } from "../src/store/db.ts";
import { type Embedded, startEmbedded } from "../src/store/embedded.ts";
import { newDataDir } from "./cli/data-dir.ts";
import { productionEnvironment } from "./helpers/production.ts";
import { startRelay } from "./trial/relay.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { PATH = "", HOME = "" } = process.env;
const key = `k1:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;

const { dir, remove } = await newDataDir();
let server: Embedded;
beforeAll(async () => {
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  server = await startEmbedded({ dataDir: join(dir, "data"), settings });
});
afterAll(async () => {
  await server.stop();
  await remove();
});

/** The program from its source, as `npm run dev` has it. */
function launch(env: Record<string, string> = {}) {
  // tsx takes the settings for JSX from the working directory, unless it is told.
  const TSX_TSCONFIG_PATH = join(root, "tsconfig.json");
  const all = {
    PATH,
    HOME,
    TSX_TSCONFIG_PATH,
    DATA_DIR: join(dir, "data"),
    PORT: "0",
    ENCRYPTION_KEYS: key,
    ...env,
  };
  const loader = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, join(root, "src/main.ts")], {
    cwd: dir,
    env: all,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  return { child, output: () => output.join("") };
}

async function portOf(running: ReturnType<typeof launch>): Promise<number> {
  await expect.poll(running.output, { timeout: 15_000 }).toContain('"started"');
  return Number(/"port":(\d+)/.exec(running.output())?.[1]);
}

/** The exit code, or the signal that ended it. */
async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, "exit");
  return code ?? signal;
}

const status = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;

/** What production needs, and its database migrated, under an address as DATABASE_URL has it. */
async function layProduction(): Promise<Record<string, string>> {
  const { socketDir } = server;
  const address = { socketDir, database: server.database, user: "postgres" };
  const database = databaseAt(address);
  await database.migrate();
  await database.close();
  const owner = openClient(address, { max: 1 });
  await owner`create role latchkey_login login in role latchkey_app, latchkey_worker`;
  await owner.end();
  const wire = await startRelay(() => [{ path: `${socketDir}/.s.PGSQL.${server.connection.port}` }]);
  return productionEnvironment(`127.0.0.1:${wire.port}/${server.database}`);
}
let production: Promise<Record<string, string>> | undefined;

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s in production: it is not ready any more, goes on answering for a while, ending each connection, and the exit code is 0",
  async (signal) => {
    production ??= layProduction();
    const env = await production;
    const running = launch(env);
    const port = await portOf(running);
    expect(await status(port, "/readyz")).toBe(200);

    // A form whose body is still on its way.
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": "19",
      origin: `${env["PUBLIC_URL"]}`,
    };
    const slow = request({ host: "127.0.0.1", port, path: "/sign-in", method: "POST", headers });
    const answered = once(slow, "response");
    slow.write("email=olivia");
    await status(port, "/healthz");

    const exited = exitOf(running.child);
    running.child.kill(signal);
    await expect.poll(running.output).toContain('"stopping"');
    // npm and tsx pass on what the terminal sent already.
    running.child.kill(signal);
    await expect.poll(() => status(port, "/readyz")).toBe(503);
    expect(await status(port, "/healthz")).toBe(200);
    // A balancer that has not found out yet: its person is served, and its next request goes elsewhere.
    const late = await fetch(`http://127.0.0.1:${port}/sign-in`);
    expect(late.status).toBe(200);
    expect(late.headers.get("connection")).toBe("close");

    await expect.poll(() => status(port, "/sign-in").catch(() => "gone"), { timeout: 8000 }).toBe("gone");
    slow.end("@acme.e");
    const [answer] = await answered;
    expect(answer.statusCode, running.output()).toBeLessThan(500);
    answer.resume();
    expect(await exited).toBe(0);
  },
);

test("an unsound environment is one list, and the exit code 1", async () => {
  const { child, output } = launch({ ENCRYPTION_KEYS: "changeme", PORT: "http", MAIL_FROM: "Acme" });
  expect(await exitOf(child)).toBe(1);
  for (const name of ["ENCRYPTION_KEYS", "PORT", "MAIL_FROM"]) expect(output()).toContain(`  - ${name} `);
  expect(output()).not.toContain("changeme");
});

test("a database that does not answer is one sentence, without the password", async () => {
  const { child, output } = launch({ DATABASE_URL: "postgres://owner:s3cretPart@127.0.0.1:1/latchkey" });
  expect(await exitOf(child)).toBe(1);
  expect(output()).toMatch(
    /^Latchkey cannot start\. The database does not answer: connect ECONNREFUSED.*\n$/,
  );
  expect(output()).not.toContain("s3cretPart");
});

test("a port that is taken is one sentence", async () => {
  const port = await portOf(launch());
  const { child, output } = launch({ PORT: String(port) });
  expect(await exitOf(child)).toBe(1);
  expect(output()).toMatch(
    /\nLatchkey cannot start\. listen EADDRINUSE.* Set HOST, PORT and METRICS_PORT\.\n$/,
  );
});

test("npm start without configuration lists all that is missing, and names the demo", async () => {
  const dist = join(root, "node_modules/.cache/latchkey-start-test");
  onTestFinished(() => rm(dist, { recursive: true, force: true }));
  const compiler = join(root, "node_modules/typescript-7/bin/tsc");
  const options = [
    "-p",
    join(root, "tsconfig.json"),
    "--noEmit",
    "false",
    "--outDir",
    dist,
    "--rootDir",
    join(root, "src"),
  ];
  // It writes whatever it thinks of the types, which are another check's business.
  await promisify(execFile)(process.execPath, [compiler, ...options]).catch(() => undefined);
  const started = spawn(process.execPath, [join(dist, "main.js")], { cwd: dir, env: { PATH, HOME } });
  let said = "";
  started.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  expect(await exitOf(started)).toBe(1);
  const lists = said.match(/^ {2}- [A-Z_]+/gm)?.map((line) => line.slice(4));
  expect(lists?.toSorted()).toEqual([
    ...[
      "AUDIT_SIGNING_KEY",
      "DATABASE_APP_URL",
      "DATABASE_URL",
      "ENCRYPTION_KEYS",
      "MAIL_FROM",
      "PUBLIC_URL",
    ],
    ...["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SMTP_URL"],
  ]);
  expect(said).toContain("npm run demo");
});
