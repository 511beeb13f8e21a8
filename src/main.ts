import { env } from "node:process";
import { startApp } from "./app.ts";
import { explainStart } from "./app-fault.ts";
import { readConfig } from "./config.ts";
import { loadEnvFile } from "./config-env-file.ts";

/** The process: `npm start` runs it compiled, `npm run dev` from its source. */
async function main(): Promise<void> {
  loadEnvFile();
  const isCompiled = import.meta.url.endsWith(".js");
  const { NODE_ENV } = env;
  if (isCompiled && !NODE_ENV) Object.assign(env, { NODE_ENV: "production" });
  const read = readConfig(env);
  if (!read.ok) return giveUp(listOf(read.problems));
  const starting = startApp(read.config);
  // From the first moment: a start that is called off must not leave an embedded server behind.
  const stop = () => void starting.then((app) => app.stop()).then(() => process.exit(0), fail);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
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
