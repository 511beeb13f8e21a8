import { env } from "node:process";
import { parseArgs } from "node:util";
import { stopOnSignal } from "../app/stop-on-signal.ts";
import { startDemo } from "./demo.ts";
import { AlreadyRunning } from "./running.ts";

/** `npm run demo [-- --reset]`. The last line is the one address to open. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: "boolean", default: false } } });
  const { DATA_DIR: dataDir = ".data", PORT } = env;
  const port = Number(PORT) || 3000;
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const starting = startDemo({ dataDir, port, isReset: values.reset, say });
  // Nothing balances here, and whoever pressed Ctrl-C waits for the end.
  stopOnSignal(starting, fail, { graceMs: 0 });
  const demo = await starting;
  say(`Slack workspace  ${demo.emulator.url}`);
  say(`Portal           ${demo.app.url}`);
  say("Stop with Ctrl-C; `npm run demo -- --reset` starts over.");
  say("");
  say(`Open ${demo.url}`);
}

/** An option that it does not know: `parseArgs` says which. */
const isUsage = (error: unknown): error is Error =>
  error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");

function fail(error: unknown): void {
  if (error instanceof AlreadyRunning || isUsage(error)) console.error(error.message);
  else console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
}

main().catch(fail);
