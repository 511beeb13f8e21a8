import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { testClock } from "../helpers/clock.ts";
import { acme, petraDetails } from "../helpers/people.ts";
import { dayOf } from "./mix.ts";
import { startBenchProduct } from "./product.ts";
import { type Row, report } from "./report.ts";

/**
 * What the process holds after 50,000 interactions of every kind, compared with what it holds once it is warm: after the first
 * fifth, in which V8 sizes its heap and the memory of replays fills. `npm run bench -- endurance --interactions 5000` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { interactions: { type: "string", default: "50000" } },
});
const interactions = Number(values.interactions);
const rounds = 10;
const warmRounds = 2;
const atOnce = 16;
const limit = 0.1;

const product = await startBenchProduct();
const { bot, deps, load, logLines, signingSecret, slack } = product;
const clock = testClock(new Date(deps.now().getTime() - 60_000));
const { olivia, join } = await acme({ ...deps, now: clock.now }, clock);
await join(petraDetails);
const { slackUserId, workspaceId: teamId } = olivia.actor;
slack.tell({ teamId });
await bot.start();
const origin = `http://127.0.0.1:${bot.port}`;
const day = dayOf({ slackUserId, teamId }, slack.responseUrl);
const bodies = Array.from({ length: interactions / rounds }, (_, n) => day[n % day.length] ?? "");

const rows: Row[] = [{ interactions: 0, MiB: await heldMiB() }];
const odd = new Map<string, number>();
for (let round = 1; round <= rounds; round++) {
  const { answers, seconds } = await load.run({ origin, signingSecret, atOnce, bodies });
  for (const [words, count] of Object.entries(answers))
    if (!/^200 (?!Busy|Working|Something|Slack)/.test(words)) odd.set(words, (odd.get(words) ?? 0) + count);
  rows.push({
    interactions: round * bodies.length,
    MiB: await heldMiB(),
    "1/s": Math.round(bodies.length / seconds),
  });
}
const faults = logLines.filter((line) => line.includes('"level":50')).length;
await product.close();

const warm = most(rows.slice(1, 1 + warmRounds));
const end = Number(rows.at(-1)?.["MiB"]);
await report("endurance", rows);
console.log(
  `warm ${warm} MiB, at the end ${end} MiB: ${percent(end / warm - 1)}; target: < ${percent(limit)}`,
);
for (const [words, count] of odd) console.log(`${count} × ${words}`);
if (faults > 0) console.log(`${faults} faults were logged`);
process.exit(end / warm - 1 < limit && odd.size === 0 && faults === 0 ? 0 : 1);

function most(of: Row[]): number {
  return Math.max(...of.map((row) => Number(row["MiB"])));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** As the operating system counts it. */
async function heldMiB(): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(bot.pid())]);
  return Math.round(Number(stdout) / 1024);
}
