import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readConfig } from "../../src/config.ts";
import { readDeclared } from "../../src/demo/manifest.ts";
import type { Deps } from "../../src/deps.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { createLog } from "../../src/log.ts";
import { workspaceOf } from "../helpers/workspace.ts";
import { type Bot, createBot } from "./bots.ts";
import { nowOf, type TrialClock } from "./clock.ts";
import { compileChildren } from "./compile.ts";
import { startDatabase } from "./database.ts";
import { startMail } from "./mail.ts";
import { type Cast, inSlack, people as usualPeople } from "./people.ts";
import { startPgBouncer } from "./pgbouncer.ts";
import { layWire } from "./wire.ts";

type ProductOptions = {
  bots?: number;
  speed?: number;
  /** Without the limits per hour and day, which minutes of a trial would soon reach. */
  isUnhurried?: boolean;
  people?: readonly Cast[];
  /** The processes reach the database through PgBouncer, in transaction mode. */
  isPooled?: boolean;
  /** What else the workspace is told, and what else stands in the environment of each process. */
  emulated?: Partial<EmulatorOptions>;
  env?: Record<string, string>;
};

export type Product = Awaited<ReturnType<typeof startProduct>>;

/**
 * The whole running product for trials: so many bot processes behind a balancer, a real PostgreSQL and mail server, and the
 * Slack workspace. Nothing of it is a double but Slack.
 */
export async function startProduct({
  bots: count = 2,
  speed = 1,
  isUnhurried = false,
  people = usualPeople,
  isPooled = false,
  emulated = {},
  env = {},
}: ProductOptions = {}) {
  const clock: TrialClock = { startedAtMs: Date.now(), speed, aheadMs: 0 };
  const now = nowOf(clock);
  const compiled = await compileChildren();
  const [database, mail, balancer] = await Promise.all([
    startDatabase(compiled.wire),
    startMail(),
    layWire(compiled.wire),
  ]);
  const pooler = isPooled ? await startPgBouncer(database, compiled.wire) : undefined;
  const [signingSecret, botToken] = [
    randomBytes(16).toString("hex"),
    `xoxb-${randomBytes(12).toString("hex")}`,
  ];
  const emulator = await startEmulator({
    ...{ signingSecret, botToken, people: inSlack(people), declared: await readDeclared() },
    channels: [
      { id: "C0GENERAL1", name: "general" },
      {
        id: "C0PAYMENTS",
        name: "payments-approvals",
        kind: "private",
        members: inSlack(people).map(({ id }) => id),
      },
    ],
    // Every answer is read once a second; all of a second's must still be there.
    logEntries: 20_000,
    logBytes: 200_000_000,
    ...emulated,
  });
  const origin = `http://localhost:${balancer.port}`;
  const environment = {
    PORT: "0",
    DATABASE_URL: database.url,
    ...(pooler ? { DATABASE_APP_URL: pooler.url } : {}),
    PUBLIC_URL: origin,
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    AUDIT_SIGNING_KEY: newSigningKey(),
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: emulator.apiUrl,
    SMTP_URL: mail.url,
    MAIL_FROM: "latchkey@example.com",
    ...env,
  };
  const logLines: string[] = [];
  const onLine = (line: string) => void logLines.push(line);
  const onPort = () => balancer.leadTo(portsOf(bots).map((port) => ({ host: "127.0.0.1", port })));
  const bots: Bot[] = Array.from({ length: count }, () =>
    createBot({ script: compiled.bot, environment: () => environment, clock, isUnhurried, onLine, onPort }),
  );
  emulator.setAppUrl(`http://127.0.0.1:${balancer.port}/slack/events`);
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  /** For the seed and for reading: in this process, on the same database. */
  const { keys } = read.config;
  const deps: Deps = { db: database.db, now, randomBytes, keys, log: createLog("silent"), isUnhurried };
  const closeAll = async () => {
    await Promise.all(bots.map((bot) => bot.kill("SIGTERM")));
    balancer.close();
    await pooler?.close();
    await Promise.all([emulator.close(), mail.close()]);
    await Promise.all([database.close(), compiled.remove()]);
  };
  const workspace = workspaceOf(emulator);
  /** In every process and here. What is leased meanwhile runs out: let everything settle first. */
  const leap = async (ms: number) => {
    clock.aheadMs += ms;
    await Promise.all(bots.map((bot) => bot.leap()));
  };
  return {
    ...{
      database,
      pooler,
      leap,
      mail,
      emulator,
      workspace,
      balancer,
      origin,
      bots,
      deps,
      now,
      logLines,
      people,
    },
    start: () => Promise.all(bots.map((bot) => bot.start())),
    close: closeAll,
  };
}

const portsOf = (bots: { port: number | undefined }[]) =>
  bots.map(({ port }) => port).filter((port) => port !== undefined);

const newSigningKey = () =>
  generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
