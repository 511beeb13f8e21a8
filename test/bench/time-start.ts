import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

type Start = {
  command: string;
  args: string[];
  /** Beside PATH and HOME, which are this process's own. */
  env: Record<string, string>;
  /** Asked with all that it has printed so far. */
  until: (output: string) => Promise<boolean>;
};

const pollMs = 5;
const patienceMs = 120_000;

/** How many milliseconds a program takes to come up. It is ended in an orderly way, with all that it started, before the answer. */
export async function timeStart({ command, args, env, until }: Start): Promise<number> {
  const { PATH = "", HOME = "" } = process.env;
  const begin = performance.now();
  // A group of its own: npm passes no signal on to what it runs.
  const child = spawn(command, args, { env: { PATH, HOME, ...env }, detached: true });
  const ended = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  while (!(await until(output))) {
    if (child.exitCode !== null) throw new Error(`${command} ended:\n${output}`);
    if (performance.now() - begin > patienceMs) throw new Error(`${command} did not come up:\n${output}`);
    await sleep(pollMs);
  }
  const took = performance.now() - begin;
  if (child.pid) process.kill(-child.pid, "SIGTERM");
  await ended;
  return took;
}
