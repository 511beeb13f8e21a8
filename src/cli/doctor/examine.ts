import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../../app/database.ts";
import { demoDatabaseName } from "../../app/demo-data.ts";
import type { Environment } from "../../config/secrets.ts";
import { type Config, readConfig } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { createLog } from "../../log.ts";
import { faultOf } from "../fault-of.ts";
import { besideDemo } from "../with-deps.ts";
import type { Check } from "./check.ts";
import { lookAtCompanies } from "./companies.ts";
import { lookAtDatabase } from "./database.ts";
import { lookAtMail } from "./mail.ts";
import { lookAtSlack } from "./slack.ts";
import { lookAtTexts } from "./texts.ts";

/** Every look there is, in the order in which things depend on each other. It migrates nothing and mends nothing. */
export async function examine(given: Environment, mailTo: string | undefined): Promise<Check[]> {
  const { env, isDemo } = await besideDemo(given);
  const read = readConfig(env);
  const problems = read.ok ? [] : read.problems.map(problemCheck);
  // What a half set leaves out, the rest may still be looked at without.
  const config = read.ok ? read : readConfig(env, "cli");
  if (!config.ok)
    return [...problems, { what: "the rest", state: "unknown", says: "could not be looked at until then" }];
  const sound = read.ok ? [soundCheck(config.config)] : problems;
  const rows = await lookAtRows(config.config, isDemo);
  const outside = await Promise.all([
    lookAtAddress(config.config),
    lookAtMail(config.config.mail, mailTo),
    lookAtTexts(config.config.sms),
  ]);
  return [...sound, ...rows, ...outside.flat()];
}

const problemCheck = (problem: string): Check => ({
  what: "configuration",
  state: "to_do",
  says: problem.replace(/\.$/, ""),
  toDo: "Set it in the environment or .env; .env.example explains each.",
});

const soundCheck = ({ isProduction }: Config): Check => ({
  what: "configuration",
  state: "ok",
  says: isProduction
    ? "sound, for production"
    : "sound, for a machine of your own (NODE_ENV is not production)",
});

async function lookAtRows(config: Config, isDemo: boolean): Promise<Check[]> {
  const settings = isDemo ? { ...config.database, name: demoDatabaseName } : config.database;
  let database: Database;
  try {
    database = await openDatabase(settings);
  } catch (error) {
    const toDo = "Look at DATABASE_URL; without one, at DATA_DIR.";
    return [{ what: "database", state: "to_do", says: faultOf(error), toDo }];
  }
  const { keys, auditSigningKey } = config;
  const now = () => new Date();
  const deps: Deps = { db: database.db, now, randomBytes, keys, log: createLog("silent") };
  if (auditSigningKey) deps.auditSigningKey = auditSigningKey;
  try {
    const { checks, isUsable } = await lookAtDatabase(database, deps);
    if (!isUsable) return checks;
    const { companies, checks: found } = await lookAtCompanies(deps);
    return [...checks, ...found, ...(await lookAtSlack(deps, config.slack, companies))];
  } finally {
    await database.close();
  }
}

const patienceMs = 3000;

/** Whether people reach it. From here that may be forbidden, or it may not run yet. */
async function lookAtAddress({ publicUrl, port, isProduction }: Config): Promise<Check> {
  const what = "PUBLIC_URL";
  const url = publicUrl ?? `http://localhost:${port}`;
  const isPlain = url.startsWith("http:");
  if (isPlain && isProduction)
    return { what, state: "to_do", says: `${url} is not https`, toDo: "Put it behind https." };
  const note = isPlain ? ", good for this machine; production needs https" : "";
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(patienceMs) }).catch(
    () => undefined,
  );
  if (answer?.ok) return { what, state: "ok", says: `${url} answers${note}` };
  const says = `${url} does not answer from here${note}`;
  return { what, state: "unknown", says, toDo: "Is Latchkey running? Can people reach it?" };
}
