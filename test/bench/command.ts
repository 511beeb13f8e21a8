import { parseArgs } from "node:util";
import { testClock } from "../helpers/clock.ts";
import { acme } from "../helpers/people.ts";
import { commandSent } from "../slack/helpers/payloads.ts";
import { startBolt } from "./children.ts";
import type { LoadResult } from "./load-child.ts";
import { startBenchProduct } from "./product.ts";
import { percentile, type Row, report } from "./report.ts";

/**
 * A signed command, from the request to its answer: the whole gate in one query, and the form opened at a double of Slack that
 * answers at once; in turns with a plain Bolt app that only acks. Both get their load from a third process.
 * `npm run bench -- command --seconds 3` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: "string", default: "10" } },
});
const seconds = Number(values.seconds);
const crowds = [1, 16, 64];
const name = "/payments-reset-mfa";

const product = await startBenchProduct();
const { bot, deps, load, slack, signingSecret } = product;
const { olivia } = await acme(deps, testClock(deps.now()));
const { slackUserId, workspaceId: teamId } = olivia.actor;
slack.tell({ teamId });
await bot.start();
const ours = `http://127.0.0.1:${bot.port}`;
const bolt = await startBolt(product.compiled.bolt, signingSecret);
const { body } = commandSent({ slackUserId, teamId }, { name, responseUrl: slack.responseUrl });
const bodies = [body.replace(/trigger_id=[^&]*/, "trigger_id=1.2.0UNIQUE0")];
const run = (origin: string, atOnce: number, forSeconds = seconds) =>
  load.run({ origin, signingSecret, atOnce, bodies, seconds: forSeconds });

const wrong: string[] = [];
for (const origin of [bolt.origin, ours]) await run(origin, 64, 2);
const rows: Row[] = [];
for (const atOnce of crowds) {
  const plain = await run(bolt.origin, atOnce);
  const before = await opened();
  const gate = await run(ours, atOnce);
  const forms = (await opened()) - before;
  const all = gate.times.length;
  const ratio = all / gate.seconds / (plain.times.length / plain.seconds);
  for (const [said, count] of Object.entries({ ...plain.answers, ...gate.answers }))
    if (said !== "200 ") wrong.push(`${count} × ${said}`);
  if (forms !== all) wrong.push(`${forms} forms for ${all} commands`);
  rows.push({
    "at once": atOnce,
    ...{ "plain Bolt, 1/s": rate(plain), "command, 1/s": rate(gate), ratio: Number(ratio.toFixed(2)) },
    ...{ "plain p50 / p99 ms": times(plain), "command p50 / p99 ms": times(gate) },
    target: atOnce === 64 ? "≥ 1.0, p99 no higher" : "",
  });
}
bolt.close();
await product.close();
await report("command", rows);
for (const one of wrong) console.log("not as it should be:", one);
process.exit(wrong.length > 0 ? 1 : 0);

async function opened(): Promise<number> {
  return (await slack.counts()).calls["views.open"] ?? 0;
}

function rate({ times, seconds }: LoadResult): number {
  return Math.round(times.length / seconds);
}

function times({ times: all }: LoadResult): string {
  return [0.5, 0.99].map((share) => percentile(all, share).toFixed(1)).join(" / ");
}
