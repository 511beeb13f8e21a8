import { randomBytes } from "node:crypto";
import { databaseAt } from "../../src/app/database.ts";
import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { readDeclared } from "../../src/demo/manifest.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import { createLog } from "../../src/log.ts";
import { testClock } from "../helpers/clock.ts";
import { setRoles } from "../helpers/deciders.ts";
import { acme, codeOf, samDetails, type TestPerson } from "../helpers/people.ts";
import { until } from "../helpers/until.ts";
import { workspaceOf } from "../helpers/workspace.ts";
import { benchDatabase } from "./database.ts";
import { percentile, report } from "./report.ts";

/**
 * The calls to Slack's Web API that one whole grant takes, from the typed command to the last message, and how long the
 * people wait. The people are met already: what Slack said of them is in the rows, and effects ask it live all the same.
 */
const cycles = 10;
const target = 10;

const { address, owner, close } = await benchDatabase();
const [signingSecret, botToken] = [
  randomBytes(16).toString("hex"),
  `xoxb-${randomBytes(12).toString("hex")}`,
];
const emulator = await startEmulator({ signingSecret, botToken, declared: await readDeclared() });
const clock = testClock(new Date());
const app = await startApp(configOf(), {
  database: databaseAt(address),
  log: createLog("silent", { write: () => {} }),
  now: clock.now,
});
emulator.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
const workspace = workspaceOf(emulator);

const company = await acme(app.deps, clock, { team: emulator.world.team.id });
const marcus = await colleague("Marcus", "U0MARCUS01");
await owner`update companies set approvals_workspace_id = ${emulator.world.team.id}, approvals_channel_id = 'C0PAYMENTS'`;

const calls = new Map<string, number>();
const totals: number[] = [];
const times: number[] = [];
for (let n = 0; n < cycles; n++) {
  const hire = await colleague(`Hire${n}`, "");
  await quiet();
  const before = emulator.log.length;
  const begin = performance.now();
  await grant(hire, n);
  times.push(performance.now() - begin);
  const made = emulator.log.slice(before).filter((entry) => entry.from === "app");
  totals.push(made.length);
  for (const { kind } of made) calls.set(kind, (calls.get(kind) ?? 0) + 1);
}
await app.stop();
await emulator.close();
await close();
const most = Math.max(...totals);
await report("grant-cycle", [
  ...[...calls].map(([method, count]) => ({ method, calls: count / cycles })),
  { method: "all", calls: most, target: `≤ ${target}`, p50: `${percentile(times, 0.5).toFixed(0)} ms` },
]);
if (most > target) process.exitCode = 1;

/** Form, Continue, the own code; the manager's Approve and own code; the effect, and everybody told. */
async function grant(hire: TestPerson, n: number): Promise<void> {
  const olivia = workspace.person("Olivia");
  await olivia.command("/payments-grant", hire.email);
  await olivia.modal.fill({ "Why?": "Runs payments with me" }).submit();
  await olivia.modal.fill({ "Your 6-digit code": nextCode(company.olivia) }).submit();
  const name = new RegExp(`asks to make Hire${n} `);
  const message = await workspace.person("Marcus").expectMessage(name, { channel: "payments-approvals" });
  await message.button("Approve").click();
  await workspace
    .person("Marcus")
    .modal.fill({ "Your 6-digit code": nextCode(marcus) })
    .submit();
  await quiet();
}

function nextCode(person: TestPerson): string {
  clock.advance(30_000);
  return codeOf(app.deps, person.secret);
}

async function colleague(firstName: string, slackUserId: string): Promise<TestPerson> {
  const email = `${firstName.toLowerCase()}@acmebuilders.example`;
  const person = await company.join({ ...samDetails, firstName, email }, slackUserId);
  await setRoles(app.deps, person, { isSystemAdministrator: true });
  return person;
}

/** Until Slack has got everything that is due; mail has nowhere to go here. */
async function quiet(): Promise<void> {
  await until("an outbox without Slack messages", async () => {
    const [row] = await owner<{ waiting: number }[]>`
      select count(*)::int as waiting from outbox
      where delivered_at is null and dead_at is null and due_at <= ${clock.now()} and kind not like '%_mail'
        and (recipient_id is null or recipient_id in (select user_id from links where state = 'active'))`;
    return row?.waiting === 0 ? true : undefined;
  });
}

function configOf() {
  const settings = readConfig({
    PORT: "0",
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: emulator.apiUrl,
  });
  if (!settings.ok) throw new Error(settings.problems.join("\n"));
  return settings.config;
}
