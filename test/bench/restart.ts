import { parseArgs } from "node:util";
import { askForReset } from "../../src/flows/ask-for-reset.ts";
import { openResetForm } from "../../src/flows/open-reset-form.ts";
import { inTenant } from "../../src/store/db.ts";
import { insertOutbox } from "../../src/store/outbox.ts";
import { testClock } from "../helpers/clock.ts";
import { acme, must, petraDetails, samDetails } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import { cloneCompany } from "./clones.ts";
import { startBenchProduct } from "./product.ts";
import { report } from "./report.ts";

/**
 * A process killed with -9 comes back to 1,000 requests that wait for a decision and 10 messages due about each: when it is ready,
 * how fast the messages leave for a double of Slack, and that none is lost or sent twice.
 * `npm run bench -- restart --requests 100` for a look.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { requests: { type: "string", default: "1000" } },
});
const requests = Number(values.requests);
const messagesEach = 10;
const messages = requests * messagesEach;
const patienceMs = 300_000;

const product = await startBenchProduct();
const { bot, database, deps, slack } = product;
const { owner } = database;
const company = await seedRequest();
await bot.start();
await bot.kill("SIGKILL");
await cloneCompany(owner, { from: company, count: requests });
await owner`delete from outbox where company_id = ${company.companyId}`;

const begin = performance.now();
await bot.start();
await until("readiness", async () => (await isReady()) || undefined, patienceMs);
const readyMs = performance.now() - begin;
await until("an empty outbox", async () => ((await waiting()) === 0 ? true : undefined), patienceMs);
const seconds = (performance.now() - begin) / 1000;
const posted = (await slack.counts()).calls["chat.postMessage"] ?? 0;
const [kept] = await owner<{ delivered: number; pending: number }[]>`
  select (select count(*)::int from outbox where delivered_at is not null) as delivered,
    (select count(*)::int from requests where state = 'pending' and company_id like 'clone%') as pending`;
await product.close();

const row = (measured: string, value: number, target: string | number = "") => ({ measured, value, target });
await report("restart", [
  row("ready after, ms", Math.round(readyMs), "≤ 2000"),
  row("messages delivered", kept?.delivered ?? 0, messages),
  row("posted at Slack", posted, messages),
  row("messages a second, from the start of the process", Math.round(messages / seconds), "≥ 500"),
  row("requests that still wait", kept?.pending ?? 0, requests),
]);
process.exit(kept?.delivered === messages && posted === messages && kept.pending === requests ? 0 : 1);

/** Acme Builders, where Sam has asked to reset Petra, and so many messages to Sam about it are due. */
async function seedRequest() {
  const clock = testClock(new Date(deps.now().getTime() - 60_000));
  const company = await acme({ ...deps, now: clock.now }, clock);
  const { companyId } = company;
  const petra = await company.join(petraDetails);
  const sam = await company.join(samDetails, "U0SAM00001");
  const form = must(await openResetForm(deps, sam.actor, { email: petra.email }));
  const why = { reason: "lost_phone", verifiedHow: "called", attestation: "I called", note: null } as const;
  const asked = must(await askForReset(deps, sam.actor, { challengeId: form.challengeId, ...why }));
  await owner`truncate outbox`;
  const notice = {
    refId: asked.submitted.request.id,
    recipientId: sam.userId,
    payload: { news: "expiring" },
  };
  await inTenant(deps.db, companyId, async (tx) => {
    for (let n = 0; n < messagesEach; n++)
      await insertOutbox(tx, deps, { kind: "request_notice", ...notice });
  });
  const { workspaceId: teamId, slackUserId } = company.olivia.actor;
  return { companyId, teamId, slackUserId };
}

async function isReady(): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).ok;
}

async function waiting(): Promise<number> {
  const [row] = await owner<{ waiting: number }[]>`
    select count(*)::int as waiting from outbox where delivered_at is null and dead_at is null`;
  return row?.waiting ?? 0;
}
