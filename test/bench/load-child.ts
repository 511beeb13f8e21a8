import { randomBytes } from "node:crypto";
import { Pool } from "undici";
import { sign } from "../../src/slack/signature.ts";

/**
 * Slack's side of a load, in a process of its own: so many signed requests at once, each answered before the next leaves. What
 * an answer said is counted in its own words, so that a "Busy" is never taken for an answer.
 */
export type LoadOrder = {
  /** Where requests go, without a path. */
  origin: string;
  signingSecret: string;
  atOnce: number;
  /** Forms; `uniqueMark` in them becomes another word each time. */
  bodies: string[];
  /** Undefined: each body once. */
  seconds?: number | undefined;
  /** A pause of each sender after an answer. */
  pauseMs?: number | undefined;
};
export type LoadResult = { seconds: number; times: number[]; answers: Record<string, number> };

const uniqueMark = "0UNIQUE0";
const textShown = 100;

process.on("message", (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));

async function run(order: LoadOrder): Promise<LoadResult> {
  const { origin, atOnce, bodies, seconds, pauseMs = 0 } = order;
  const pool = new Pool(origin, { connections: atOnce, pipelining: 1 });
  const result: LoadResult = { seconds: 0, times: [], answers: {} };
  const begin = performance.now();
  let next = 0;
  const isOver = () =>
    seconds === undefined ? next >= bodies.length : performance.now() - begin > seconds * 1000;
  const sender = async () => {
    while (!isOver()) {
      const body = bodies[next++ % bodies.length] ?? "";
      await send(pool, { body: body.replace(uniqueMark, randomBytes(8).toString("hex")), order, result });
      if (pauseMs > 0) await new Promise((go) => setTimeout(go, pauseMs));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  result.seconds = (performance.now() - begin) / 1000;
  await pool.close();
  return result;
}

async function send(
  pool: Pool,
  { body, order, result }: { body: string; order: LoadOrder; result: LoadResult },
) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign({ secret: order.signingSecret, timestamp, body: Buffer.from(body) });
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": signature,
  };
  const begin = performance.now();
  const said = await pool
    .request({ path: "/slack/events", method: "POST", headers, body })
    .then(async (response) => `${response.statusCode} ${saidIn(await response.body.text())}`)
    .catch((error: unknown) => `lost: ${error instanceof Error ? error.message : "?"}`);
  result.times.push(performance.now() - begin);
  result.answers[said] = (result.answers[said] ?? 0) + 1;
}

type Said = {
  text?: string;
  errors?: Record<string, string>;
  options?: unknown[];
  response_action?: string;
  view?: { title?: { text?: string } };
};

/** What the person is told: the sentence, the form's title, or its errors. */
function saidIn(text: string): string {
  if (!text.startsWith("{")) return text.slice(0, textShown);
  const said: Said = JSON.parse(text);
  if (said.options) return said.options.length > 0 ? "options" : "no options";
  const { text: sentence, errors, response_action: action = "", view } = said;
  const words = sentence ?? view?.title?.text ?? Object.values(errors ?? {}).join(" ");
  return `${action} ${words}`.trim().slice(0, textShown);
}
