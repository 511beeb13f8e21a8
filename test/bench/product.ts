import { randomBytes } from "node:crypto";
import { readConfig } from "../../src/config.ts";
import type { Deps } from "../../src/deps.ts";
import { createLog } from "../../src/log.ts";
import { createBot } from "../trial/bots.ts";
import { nowOf, type TrialClock } from "../trial/clock.ts";
import { compileChildren } from "../trial/compile.ts";
import { startDatabase } from "../trial/database.ts";
import { startLoad, startSlack } from "./children.ts";
import { benchDatabase } from "./database.ts";

type Options = {
  /** 0: the clock of the product stands still, so that a code stays good as long as a benchmark takes. */
  speed?: number;
  /** The database is behind a wire that can be held up; then it has no fsync. */
  isWired?: boolean;
  /** In place of the double: one that knows more. */
  apiUrl?: string;
};

export type BenchProduct = Awaited<ReturnType<typeof startBenchProduct>>;

/**
 * The product compiled, as a process of its own, on a PostgreSQL with its usual durability; beside it a double of Slack's Web API
 * and a sender of signed requests, each a process. The bot is not started yet: first there is something to seed.
 */
export async function startBenchProduct({ speed = 1, isWired = false, apiUrl }: Options = {}) {
  const compiled = await compileChildren();
  const wired = isWired ? await startDatabase(compiled.wire) : undefined;
  const database = wired ?? (await benchDatabase());
  const [slack, load] = await Promise.all([startSlack(compiled.slack), startLoad(compiled.load)]);
  const signingSecret = randomBytes(16).toString("hex");
  const environment = {
    PORT: "0",
    ...("dataDir" in database ? { DATA_DIR: database.dataDir } : { DATABASE_URL: database.address.url }),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: `xoxb-${randomBytes(12).toString("hex")}`,
    SLACK_API_URL: apiUrl ?? slack.apiUrl,
  };
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const clock: TrialClock = { startedAtMs: Date.now(), speed, aheadMs: 0 };
  const logLines: string[] = [];
  const bot = createBot({
    ...{ script: compiled.bot, environment: () => environment, clock, isUnhurried: true },
    onLine: (line) => void logLines.push(line),
    onPort: () => {},
  });
  const { keys } = read.config;
  const now = nowOf(clock);
  const deps: Deps = { db: database.db, now, randomBytes, keys, log: createLog("silent"), isUnhurried: true };
  const close = async () => {
    await bot.kill("SIGTERM");
    load.close();
    slack.close();
    await database.close();
    await compiled.remove();
  };
  return {
    compiled,
    database,
    wire: wired?.wire,
    environment,
    slack,
    load,
    signingSecret,
    bot,
    deps,
    logLines,
    close,
  };
}
