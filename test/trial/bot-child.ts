import { explainStart } from "../../src/app/fault.ts";
import { stopOnSignal } from "../../src/app/stop-on-signal.ts";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { nowOf, type TrialClock } from "./clock.ts";

/**
 * The product as a process of its own, that can be killed. It is `main.ts` but for the clock, and for the limits that no working
 * day would reach and minutes of a trial do. Says its port when it takes requests.
 */
type Orders = { environment: Record<string, string>; clock: TrialClock; isUnhurried: boolean };

type Leap = Pick<TrialClock, "aheadMs">;

process.once("message", (message: Orders) => {
  // As main.ts: while the database is away it does not come up, and whoever watches it starts it again.
  run(message).catch(fail);
  process.on("message", ({ aheadMs }: Leap) => {
    Object.assign(message.clock, { aheadMs });
    process.send?.({ aheadMs });
  });
});

function fail(error: unknown): void {
  process.stderr.write(`cannot start: ${explainStart(error) ?? String(error)}\n`);
  process.exit(1);
}

async function run({ environment, clock, isUnhurried }: Orders): Promise<void> {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  const starting = startApp(read.config, {
    now: nowOf(clock),
    isUnhurried,
    log: createLog("info", { write: (line: string) => void process.stdout.write(line) }),
  });
  stopOnSignal(starting, fail);
  const { port } = await starting;
  process.send?.({ port });
}
