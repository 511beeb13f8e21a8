import { parseArgs } from "node:util";
import { requestButtons } from "../../src/domain/request-buttons.ts";
import { testClock } from "../helpers/clock.ts";
import { setRoles } from "../helpers/deciders.ts";
import { acme, codeOf, samDetails } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import { cloneCompany } from "./clones.ts";
import { playCycle } from "./cycle.ts";
import { startCycleDouble } from "./cycle-double.ts";
import { startBenchProduct } from "./product.ts";
import { type Row, report } from "./report.ts";

/**
 * Whole grants, 32 at once, each in a company of its own: form, confirm, request, approve, effect, outcome, until the last message
 * has left; Slack's double answers at once. `npm run bench -- grant-rate --cycles 100` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { cycles: { type: "string", default: "1000" } },
});
const [cycles, warmUp, atOnce] = [Number(values.cycles), 64, 32];
const patienceMs = 120_000;
/** The people are met already, as in `grant-cycle.ts`: what Slack said of them is younger than ten minutes. */
const recentMs = 8 * 60_000;

const double = await startCycleDouble(requestButtons.approve);
const product = await startBenchProduct({ speed: 0, apiUrl: double.apiUrl });
const { bot, database, deps, signingSecret } = product;
const { owner } = database;
const { hire, codes } = await seed();
await bot.start();
const stage = { double, signingSecret, hire, codes, url: `http://127.0.0.1:${bot.port}/slack/events` };
await playAll(0, warmUp);
double.calls.clear();
const begin = performance.now();
await playAll(warmUp, cycles);
const seconds = (performance.now() - begin) / 1000;
const [done] = await owner<{ granted: number }[]>`
  select count(*)::int as granted from grants where user_id = ${hire.userId} and revoked_at is null`;
await product.close();

const rows: Row[] = [...double.calls].map(([method, count]) => ({ what: method, value: count / cycles }));
const each = [...double.calls.values()].reduce((sum, count) => sum + count, 0) / cycles;
await report("grant-rate", [
  ...rows,
  { what: "calls to Slack a cycle", value: each, target: "≤ 10" },
  { what: "cycles a second", value: Math.round(cycles / seconds), target: "≥ 100" },
  { what: "granted", value: done?.granted ?? 0, target: cycles + warmUp },
]);
process.exit(done?.granted === cycles + warmUp ? 0 : 1);

async function playAll(from: number, count: number): Promise<void> {
  let next = from;
  const player = async () => {
    while (next < from + count) await playCycle(stage, next++);
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  await until(
    "an outbox without Slack messages",
    async () => ((await waiting()) === 0 ? true : undefined),
    patienceMs,
  );
}

/** Mail has nowhere to go here. */
async function waiting(): Promise<number> {
  const [row] = await owner<{ waiting: number }[]>`
    select count(*)::int as waiting from outbox
    where delivered_at is null and dead_at is null and due_at <= ${deps.now()} and kind not like '%_mail'`;
  return row?.waiting ?? 0;
}

/** Acme Builders as `grant-cycle.ts` has it, so many times. */
async function seed() {
  const clock = testClock(new Date(deps.now().getTime() - recentMs));
  const seedDeps = { ...deps, now: clock.now };
  const company = await acme(seedDeps, clock);
  const { companyId, olivia } = company;
  const colleague = async (firstName: string, slackUserId: string) => {
    const email = `${firstName.toLowerCase()}@acmebuilders.example`;
    const person = await company.join({ ...samDetails, firstName, email }, slackUserId);
    await setRoles(seedDeps, person, { isSystemAdministrator: true });
    return person;
  };
  const [marcus, hire] = [await colleague("Marcus", "U0MARCUS01"), await colleague("Nora", "")];
  const { workspaceId: teamId, slackUserId } = olivia.actor;
  await owner`update companies set approvals_workspace_id = ${teamId}, approvals_channel_id = 'C0PAYMENTS'`;
  await owner`truncate outbox`;
  const from = { companyId, teamId, slackUserId };
  await cloneCompany(owner, { from, others: ["U0MARCUS01"], count: warmUp + cycles });
  return { hire, codes: { asker: codeOf(deps, olivia.secret), approver: codeOf(deps, marcus.secret) } };
}
