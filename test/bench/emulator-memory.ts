import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { percentile, type Row, report } from "./report.ts";

/**
 * What the emulator holds while an app posts 20,000 messages by HTTP, each with blocks. Its history and its log are
 * bounded, so that the second half must not need more than the first: that is the target.
 */
const messages = 20_000;
const atOnce = 8;
const everyMessages = 2000;
/** Room for the collector's own rhythm between two looks. */
const slackMiB = 40;

const [signingSecret, botToken] = [
  randomBytes(16).toString("hex"),
  `xoxb-${randomBytes(12).toString("hex")}`,
];
const child = fork(fileURLToPath(new URL("emulator-child.ts", import.meta.url)), [signingSecret, botToken], {
  execArgv: ["--import", "tsx"],
});
const [{ apiUrl }] = (await once(child, "message")) as [{ apiUrl: string }];

const rows: Row[] = [{ messages: 0, MiB: await held(), "p50 / p99 ms": "" }];
for (let done = everyMessages; done <= messages; done += everyMessages) {
  const times = await postMany(everyMessages);
  const took = `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.99).toFixed(1)}`;
  rows.push({ messages: done, MiB: await held(), "p50 / p99 ms": took });
}
child.disconnect();
await report("emulator-memory", rows);
const [middle, end] = [most(rows.slice(0, rows.length / 2 + 1)), most(rows)];
console.log(`most in the first half ${middle} MiB, in all ${end} MiB; target: ≤ ${slackMiB} MiB apart`);
if (end - middle > slackMiB) process.exitCode = 1;

function most(of: Row[]): number {
  return Math.max(...of.map((row) => Number(row["MiB"])));
}

async function postMany(count: number): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const begin = performance.now();
      await post(`Message ${left} of this round`);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

async function post(text: string): Promise<void> {
  const blocks = JSON.stringify([
    { type: "section", text: { type: "mrkdwn", text: text.padEnd(1500, ".") } },
  ]);
  const response = await fetch(`${apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${botToken}` },
    body: new URLSearchParams({ channel: "C0GENERAL1", text, blocks }),
  });
  const { ok } = (await response.json()) as { ok: boolean };
  if (!ok) throw new Error("a message was refused");
}

async function held(): Promise<number> {
  child.send("held");
  const [{ heldMiB }] = (await once(child, "message")) as [{ heldMiB: number }];
  return heldMiB;
}
