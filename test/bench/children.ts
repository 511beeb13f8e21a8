import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { LoadOrder, LoadResult } from "./load-child.ts";
import type { SlackCounts, SlackOrder } from "./slack-child.ts";

/** The process that sends signed requests; `script` is the compiled `load-child.ts`. */
export async function startLoad(script: string) {
  const child = fork(script, { execArgv: [] });
  return {
    run: (order: LoadOrder) => ask<LoadResult>(child, order),
    close: () => child.disconnect(),
  };
}

/** The process that answers as Slack's Web API; `script` is the compiled `slack-child.ts`. */
export async function startSlack(script: string) {
  const child = fork(script, { execArgv: [] });
  const { port } = await hear<{ port: number }>(child);
  const tell = (order: SlackOrder) => void child.send(order);
  const base = `http://127.0.0.1:${port}`;
  return {
    apiUrl: `${base}/api/`,
    responseUrl: `${base}/respond/1`,
    tell,
    counts: () => ask<SlackCounts>(child, "counts"),
    close: () => child.disconnect(),
  };
}

/** The plain Bolt app that only acks; answers where it is. */
export async function startBolt(script: string, signingSecret: string) {
  const child = fork(script, { execArgv: [] });
  const { port } = await ask<{ port: number }>(child, signingSecret);
  return { origin: `http://127.0.0.1:${port}`, close: () => child.disconnect() };
}

function ask<T>(child: ChildProcess, what: Parameters<ChildProcess["send"]>[0]): Promise<T> {
  const answer = hear<T>(child);
  child.send(what);
  return answer;
}

/** Its next message; a child that ends instead has said why. */
async function hear<T>(child: ChildProcess): Promise<T> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`the process ended with ${code}`);
    });
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message as T;
  } finally {
    over.abort();
  }
}
