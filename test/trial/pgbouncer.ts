import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { openClient } from "../../src/store/db.ts";
import { unprivilegedAccount } from "../../src/store/embedded-home.ts";
import { layWire, type Wire } from "./wire.ts";

/** Debian puts it where only root looks. */
const path = `${process.env["PATH"]}:/usr/sbin`;
const login = "latchkey_login";
/** Fewer than one process's own pool: then transactions of all processes take turns on each connection. */
export const serverConnections = 6;

type Database = { wire: Pick<Wire, "port">; owner: ReturnType<typeof openClient> };

export const hasPgBouncer = (): Promise<boolean> =>
  promisify(execFile)("pgbouncer", ["--version"], { env: { PATH: path } }).then(
    () => true,
    () => false,
  );

/** A real PgBouncer in transaction mode before the database, and the app's own login there. `url` is for `DATABASE_APP_URL`. */
export async function startPgBouncer({ wire: { port }, owner }: Database, wireScript: string) {
  const password = randomBytes(12).toString("hex");
  await owner.unsafe(`create role ${login} login nosuperuser password '${password}'`);
  await owner.unsafe(`grant latchkey_app, latchkey_worker to ${login}`);
  // PgBouncer refuses to run as root.
  const account = process.getuid?.() === 0 ? await unprivilegedAccount() : undefined;
  const dir = await mkdtemp(join(tmpdir(), "latchkey-pgbouncer-"));
  await writeFile(join(dir, "users"), `"${login}" "${password}"\n`);
  await writeFile(join(dir, "pgbouncer.ini"), settings(dir, port));
  if (account) await chown(dir, account.uid, account.gid);
  const launch = async () => {
    const child = spawn("pgbouncer", [join(dir, "pgbouncer.ini")], {
      ...{ ...account, cwd: "/", env: { PATH: path } },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = once(child, "exit");
    await isUp(child.stderr);
    return { child, ended };
  };
  let running = await launch();
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    running.child.kill(signal);
    await running.ended;
  };
  const door = await layWire(wireScript);
  door.leadTo([{ path: join(dir, ".s.PGSQL.6432") }]);
  return {
    login,
    url: `postgres://${login}:${password}@127.0.0.1:${door.port}/latchkey?prepare=false`,
    crash: () => end("SIGKILL"),
    start: async () => {
      running = await launch();
    },
    close: async () => {
      await end("SIGTERM");
      door.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const settings = (dir: string, port: number) => `[databases]
latchkey = host=127.0.0.1 port=${port}
[pgbouncer]
listen_addr =
unix_socket_dir = ${dir}
auth_type = scram-sha-256
auth_file = ${join(dir, "users")}
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 200
`;

/** Reads on afterwards: a full pipe would hold it up. */
async function isUp(log: NodeJS.ReadableStream): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const lines = createInterface(log);
    lines.on("line", (line) => {
      said.push(line);
      if (/process up/.test(line)) resolve();
    });
    lines.once("close", () => reject(new Error(`PgBouncer did not start:\n${said.join("\n")}`)));
  });
}
