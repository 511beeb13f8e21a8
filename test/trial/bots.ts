import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { TrialClock } from "./clock.ts";

export type Bot = {
  /** Undefined while it is down. */
  port: number | undefined;
  /** Processes started in this place so far. */
  starts: number;
  pid: () => number | undefined;
  kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
  start: () => Promise<void>;
  /** Tells the process that runs how far the clock has leapt; until it has heard. */
  leap: () => Promise<void>;
};

type BotOptions = {
  /** Compiled. */
  script: string;
  environment: () => Record<string, string>;
  /** Read at each start, and at each leap. */
  clock: TrialClock;
  isUnhurried: boolean;
  /** Each line that it logs. */
  onLine: (line: string) => void;
  /** Its port came or went. */
  onPort: () => void;
};

/** A place for one process of the product, in which another takes the place of one that was killed. */
export function createBot({ script, environment, clock, isUnhurried, onLine, onPort }: BotOptions): Bot {
  let child: ChildProcess | undefined;
  const serveAt = (port: number | undefined) => {
    bot.port = port;
    onPort();
  };
  const bot: Bot = {
    port: undefined,
    starts: 0,
    pid: () => child?.pid,
    start: async () => {
      bot.starts += 1;
      const process = fork(script, { execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
      child = process;
      for (const stream of [process.stdout, process.stderr]) readLines(stream, onLine);
      process.send({ environment: environment(), clock, isUnhurried });
      process.once("exit", () => {
        if (child === process) serveAt(undefined);
      });
      const ended = once(process, "exit");
      const first = await Promise.race([once(process, "message"), ended.then(() => undefined)]);
      // It may not come up while the database is away: as a supervisor would, somebody starts it again.
      if (first) serveAt((first[0] as { port: number }).port);
    },
    kill: async (signal) => {
      const process = child;
      if (!process || process.exitCode !== null || process.signalCode !== null) return;
      const ended = once(process, "exit");
      if (signal === "SIGKILL") serveAt(undefined);
      process.kill(signal);
      // As a balancer does: it goes on sending requests until it finds out.
      if (signal === "SIGTERM") await unready(bot.port);
      if (child === process) serveAt(undefined);
      await ended;
    },
    leap: async () => {
      if (!child?.connected) return;
      const heard = Promise.race([once(child, "message"), once(child, "exit")]);
      child.send({ aheadMs: clock.aheadMs });
      await heard;
    },
  };
  return bot;
}

/** Until this one is not ready any more, looking once in this time. */
const lookEveryMs = 500;

async function unready(port: number | undefined): Promise<void> {
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: "close" } }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (port !== undefined && (await isReady())) await sleep(lookEveryMs);
}

function readLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = "";
  stream?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}
