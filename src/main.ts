import { env } from "node:process";
import { explainStart } from "./app/fault.ts";
import { stopOnSignal } from "./app/stop-on-signal.ts";
import { startApp } from "./app.ts";
import { loadEnvFile } from "./config/env-file.ts";
import { readConfig } from "./config.ts";

/** The process: `npm start` runs it compiled, `npm run dev` from its source. */
async function main(): Promise<void> {
  loadEnvFile();
  const isCompiled = import.meta.url.endsWith(".js");
  const { NODE_ENV } = env;
  if (isCompiled && !NODE_ENV) Object.assign(env, { NODE_ENV: "production" });
  const read = readConfig(env);
  if (!read.ok) return giveUp(listOf(read.problems));
  const starting = startApp(read.config);
  // From source nothing balances, and whoever saved a file waits for the end.
  stopOnSignal(starting, fail, read.config.isProduction ? {} : { graceMs: 0 });
  await starting;
}

const listOf = (problems: string[]) =>
  [
    "Latchkey cannot start. These settings need attention:",
    ...problems.map((problem) => `  - ${problem}`),
    "",
    "`.env.example` explains each. To try Latchkey without any configuration: npm run demo",
  ].join("\n");

function giveUp(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

function fail(error: unknown): void {
  const sentence = explainStart(error);
  if (sentence === undefined) console.error(error);
  else process.stderr.write(`Latchkey cannot start. ${sentence}\n`);
  process.exit(1);
}

main().catch(fail);
