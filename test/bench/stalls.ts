import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { testClock } from "../helpers/clock.ts";
import { acme, petraDetails } from "../helpers/people.ts";
import { dayOf } from "./mix.ts";
import { startBenchProduct } from "./product.ts";
import { percentile, report } from "./report.ts";

/**
 * Slack takes 80 ms for each call and refuses one in ten with 429, and every ten seconds the database says nothing for two: how long
 * Slack waits for its answers, and what people are told. `npm run bench -- stalls --seconds 20` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: "string", default: "60" } },
});
const seconds = Number(values.seconds);
const [atOnce, pauseMs] = [32, 50];
const [stallEveryMs, stallMs] = [10_000, 2000];
const limitMs = 3000;
/** Done, or a sentence that says what did not happen and what to do. All else is a fault. */
const honest = [
  /^200 $/,
  /^200 options/,
  /^200 Working…/,
  /^200 no options/,
  /^200 Busy right now\. Nothing was changed/,
  /^200 Slack didn't answer in time \(ref .{4}\)\. Nothing was changed/,
  /^200 .*(Payments Admin|No one at Acme Builders|Olivia Reyes)/,
];

const product = await startBenchProduct({ isWired: true });
const { bot, deps, load, logLines, signingSecret, slack, wire } = product;
const clock = testClock(new Date(deps.now().getTime() - 60_000));
const { olivia, join } = await acme({ ...deps, now: clock.now }, clock);
await join(petraDetails);
const { slackUserId, workspaceId: teamId } = olivia.actor;
await bot.start();
slack.tell({ teamId, delayMs: 80, refusedShare: 0.1 });
const origin = `http://127.0.0.1:${bot.port}`;
const bodies = dayOf({ slackUserId, teamId }, slack.responseUrl);
const order = { origin, signingSecret, atOnce, bodies, pauseMs };
await load.run({ ...order, seconds: 2 });

const loading = load.run({ ...order, seconds });
let stalls = 0;
for (let left = seconds * 1000; left >= stallEveryMs; left -= stallEveryMs) {
  await sleep(stallEveryMs - stallMs);
  wire?.hold();
  await sleep(stallMs);
  wire?.release();
  stalls += 1;
}
const { times, answers } = await loading;
const { calls } = await slack.counts();
await product.close();

const said = Object.entries(answers);
const isHonest = (words: string) => honest.some((one) => one.test(words));
const count = (of: typeof said) => of.reduce((sum, [, times]) => sum + times, 0);
const told = (pattern: RegExp) => count(said.filter(([words]) => pattern.test(words)));
const late = times.filter((ms) => ms > limitMs).length;
const dishonest = said.filter(([words]) => !isHonest(words));
const row = (measured: string, value: number, target: string | number = "") => ({ measured, value, target });
await report("stalls", [
  row(`answers in ${seconds} s`, times.length),
  row("stalls of the database", stalls),
  row("calls that Slack refused", calls["refused"] ?? 0),
  row("p50 ms", Math.round(percentile(times, 0.5))),
  row("p99 ms", Math.round(percentile(times, 0.99))),
  row("most ms", Math.round(Math.max(...times)), limitMs),
  row("over 3 s", late, 0),
  row("told Working…", told(/Working…/)),
  row("told Busy", told(/Busy/)),
  row("told that Slack did not answer", told(/Slack didn't answer/)),
  row(
    "said nowhere, as Slack refused three times",
    logLines.filter((line) => line.includes("slack_answer_lost")).length,
  ),
  row("anything but done or an honest sentence", count(dishonest), 0),
]);
for (const [words, times] of dishonest.slice(0, 10)) console.log(`${times} × ${words}`);
process.exit(late + count(dishonest) > 0 ? 1 : 0);
