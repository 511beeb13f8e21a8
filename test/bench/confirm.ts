import { parseArgs } from "node:util";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { confirmIds, confirmModal } from "../../src/slack/reset-mfa/confirm-modal.ts";
import { writeBinding } from "../../src/slack/submission.ts";
import { openClient, poolSize } from "../../src/store/db.ts";
import { testClock } from "../helpers/clock.ts";
import { acme, codeOf, must, petraDetails } from "../helpers/people.ts";
import { submissionSent } from "../slack/helpers/payloads.ts";
import { cloneCompany, cloneOf, type Place } from "./clones.ts";
import { startBenchProduct } from "./product.ts";
import { recordStatements } from "./record.ts";
import { percentile, report } from "./report.ts";
import { movedTo, replay, transactionsOf } from "./statements.ts";

/**
 * A reset confirmed with a code, from the request to "Reset done", 64 at once, each in a company of its own (one company's acts
 * stand in line for its audit trail); beside it the very same statements by postgres.js alone, on as many connections.
 * `npm run bench -- confirm --count 300` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { count: { type: "string", default: "2000" } },
});
const count = Number(values.count);
const [atOnce, warmUp] = [64, 100];

const product = await startBenchProduct({ speed: 0 });
const { bot, database, deps, load, signingSecret } = product;
const seedClock = testClock(new Date(deps.now().getTime() - 3_600_000));
const seedDeps = { ...deps, now: seedClock.now };
const company = await acme(seedDeps, seedClock);
const petra = await company.join(petraDetails);
const { olivia } = company;
const form = must(await openResetForm(deps, olivia.actor, { email: petra.email }));
if (form.kind !== "reset" || form.required > 0) throw new Error(`the form is ${form.kind}`);
await database.owner`truncate outbox`;
const { slackUserId, workspaceId: teamId } = olivia.actor;
/** The first is recorded; then two warm up, and two are measured. */
const all = 1 + 2 * (warmUp + count);
await cloneCompany(database.owner, {
  from: { companyId: company.companyId, teamId, slackUserId },
  count: all,
});
const code = codeOf(deps, olivia.secret);

const statements = await recordStatements(product, submission(cloneOf(0)));
const transactions = transactionsOf(statements);
await bot.start();
const numbers = (from: number, many: number) => Array.from({ length: many }, (_, n) => cloneOf(from + n));
const confirm = (places: Place[]) =>
  load.run({ origin: `http://127.0.0.1:${bot.port}`, signingSecret, atOnce, bodies: places.map(submission) });
await confirm(numbers(1, warmUp));
const confirmed = await confirm(numbers(1 + warmUp, count));

const pool = openClient(database.address, { max: poolSize, connection: { role: "latchkey_app" } });
await replayAll(numbers(1 + warmUp + count, warmUp));
const bare = await replayAll(numbers(1 + 2 * warmUp + count, count));
await pool.end();
const [done] = await database.owner<{ resets: number; codes: number }[]>`
  select (select count(*)::int from resets) as resets,
    (select count(*)::int from outbox where kind = 'setup_code_mail') as codes`;
await product.close();

const rate = confirmed.times.length / confirmed.seconds;
const bareRate = bare.times.length / bare.seconds;
const row = (measured: string, value: number, target: string | number = "") => ({ measured, value, target });
const p99 = Math.round(percentile(confirmed.times, 0.99));
await report("confirm", [
  row("statements of one, begin and commit aside", transactions.flat().length),
  row("transactions of one", transactions.length),
  row("confirmed, 1/s", Math.round(rate)),
  row("the statements alone, 1/s", Math.round(bareRate)),
  row("ratio", Number((rate / bareRate).toFixed(2)), "≥ 0.7"),
  row("p50 ms", Math.round(percentile(confirmed.times, 0.5))),
  row("p99 ms", p99, "< 150"),
  row("the statements alone, p99 ms", Math.round(percentile(bare.times, 0.99))),
]);
const isRight =
  confirmed.answers["200 update Reset done"] === count && done?.resets === all && done.codes === all;
if (!isRight) console.log("not as it should be:", confirmed.answers, done, `of ${all}`);
process.exit(isRight ? 0 : 1);

function submission({ companyId, teamId, slackUserId }: Place): string {
  if (form.kind !== "reset") return "";
  const { challengeId, card, required, deciders } = form;
  const binding = writeBinding({ companyId, challengeId });
  const view = confirmModal({ binding, card, required, deciders, isPushed: false });
  const typed = {
    [confirmIds.reason]: { option: "lost_phone" },
    [confirmIds.verifiedHow]: { option: "called" },
  };
  return submissionSent({ slackUserId, teamId }, view, { ...typed, [confirmIds.code]: code }).body;
}

async function replayAll(places: Place[]): Promise<{ times: number[]; seconds: number }> {
  const times: number[] = [];
  const begin = performance.now();
  const waiting = places.map((place) => movedTo(transactions, { from: cloneOf(0), to: place }));
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const start = performance.now();
      await replay(pool, next);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { times, seconds: (performance.now() - begin) / 1000 };
}
