import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { checkInvariants } from "../chaos/invariants.ts";
import { settle } from "../chaos/settle.ts";
import { actInSlack } from "../chaos/slack-acts.ts";
import { watchAnswers } from "../trial/answers.ts";
import { crowdOf } from "../trial/people.ts";
import { startProduct } from "../trial/product.ts";
import { randomFrom, seedOf } from "../trial/random.ts";
import { type Player, seedCompany } from "../trial/seed.ts";
import { report } from "./report.ts";

/**
 * Fifty people at two processes for five minutes, while each call to Slack takes 80 ms and one in ten is refused with 429: what
 * Slack waited for its answers, and whether anything was lost. `npm run bench -- crowd --minutes 1` for a look.
 */
const people = 50;
const slackMs = 80;
const refusedShare = 0.1;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { minutes: { type: "string", default: "5" } },
});

const product = await startProduct({ bots: 2, speed: 6, isUnhurried: true, people: crowdOf(people) });
const { players } = await seedCompany(product);
await product.start();
const { calls } = product.emulator.faults;
calls.always("*", { kind: "slow", ms: slackMs });
calls.sometimes("*", { kind: "429", retryAfter: 1 }, refusedShare);
const answers = watchAnswers(product.emulator);
const reading = setInterval(answers.read, 500);
const end = performance.now() + Number(values.minutes) * 60_000;
await Promise.all(players.filter(({ slackUserId }) => slackUserId !== "").map(click));
await settle(product);
clearInterval(reading);
answers.read();
const { answers: count, p50, p99, most, late, lost } = answers.summary();
const violated = (await checkInvariants(product)).filter(({ violations }) => violations.length > 0);
const [done] = await product.database.owner<{ executed: number; messages: number }[]>`
  select (select count(*)::int from requests where state = 'executed') as executed,
    (select count(*)::int from outbox where delivered_at is not null) as messages`;
await product.close();

const row = (measured: string, value: number | undefined, target: string | number = "") => ({
  ...{ measured, value: value ?? Number.NaN, target },
});
await report("crowd", [
  row(`answers to ${people} people in ${values.minutes} minutes`, count),
  row("p50 ms", p50),
  row("p99 ms", p99),
  row("most ms", most),
  row("over 3 s", late, 0),
  row("lost", lost, 0),
  row("acts executed", done?.executed),
  row("messages delivered", done?.messages),
  row("invariants violated", violated.length, 0),
]);
for (const { name, violations } of violated) console.log(name, violations.slice(0, 5));
if (late || lost || violated.length > 0) process.exitCode = 1;
process.exit();

async function click(player: Player): Promise<void> {
  const random = randomFrom(seedOf("crowd", player.name));
  const { world } = product.emulator;
  const slack = product.workspace.person(player.slackUserId);
  const hand = { player, slack, world, random, now: product.now, everybody: players, onDone: () => {} };
  while (performance.now() < end) {
    await sleep(random.between(500, 5000));
    // A form that is gone, a name that is not unique: they try something else.
    await actInSlack(hand).catch(() => {});
  }
}
