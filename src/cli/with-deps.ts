import { randomBytes } from "node:crypto";
import { openDatabase } from "../app/database.ts";
import { demoDatabaseName, findDemo } from "../app/demo-data.ts";
import type { Environment } from "../config/secrets.ts";
import { type Config, readConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import { createLog } from "../log.ts";
import { connect, type Db } from "../store/db.ts";
import { CommandFailed } from "./command.ts";

type Around = {
  publicUrl: string;
  slack: Config["slack"];
  /** For what is done to every company's rows at once, past row-level security. */
  asOwner: <T>(work: (owner: Db) => Promise<T>) => Promise<T>;
};

/** Opens the database and runs one flow. Outside production it is migrated first, so that the first command just works. */
export async function withDeps<T>(
  env: Environment,
  work: (deps: Deps, around: Around) => Promise<T>,
): Promise<T> {
  const config = await configOf(env);
  const database = await openDatabase(config.database);
  const asOwner: Around["asOwner"] = async (ownWork) => {
    const { db, close } = connect(database.owner);
    return ownWork(db).finally(close);
  };
  try {
    if (!config.isProduction) await database.migrate();
    // Standard output is the answer's, and a failure is one line of ours. An alarm goes to standard error.
    const log = createLog("error", { write: (line) => void process.stderr.write(line) });
    const { keys, auditSigningKey } = config;
    const deps: Deps = { db: database.db, now: () => new Date(), randomBytes, keys, log };
    if (auditSigningKey) deps.auditSigningKey = auditSigningKey;
    return await work(deps, { publicUrl: publicUrlOf(config), slack: config.slack, asOwner });
  } finally {
    await database.close();
  }
}

async function configOf(given: Environment): Promise<Config> {
  const { env, isDemo } = await besideDemo(given);
  const read = readConfig(env, "cli");
  if (!read.ok) throw new CommandFailed(read.problems.join(" "));
  return isDemo
    ? { ...read.config, database: { ...read.config.database, name: demoDatabaseName } }
    : read.config;
}

/** Without a configuration of its own, but beside a demo, a command is about the demo: they share DATA_DIR (DESIGN 5). */
export async function besideDemo(env: Environment): Promise<{ env: Environment; isDemo: boolean }> {
  const demo =
    env["DATABASE_URL"] || env["ENCRYPTION_KEYS"] ? undefined : await findDemo(env["DATA_DIR"] ?? ".data");
  if (!demo) return { env, isDemo: false };
  const { encryptionKeys: ENCRYPTION_KEYS, auditSigningKey: AUDIT_SIGNING_KEY } = demo;
  return { env: { ...env, ENCRYPTION_KEYS, AUDIT_SIGNING_KEY }, isDemo: true };
}

const publicUrlOf = ({ publicUrl, port }: Config) => publicUrl ?? `http://localhost:${port}`;
