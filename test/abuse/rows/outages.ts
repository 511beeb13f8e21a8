import { setTimeout as sleep } from "node:timers/promises";
import type { CallFault } from "../../../src/emulator/state/faults.ts";
import { bringUp } from "../../chaos/faults.ts";
import { until } from "../../helpers/until.ts";
import type { Random } from "../../trial/random.ts";
import { type Row, rightly } from "../row.ts";
import {
  approve,
  askForOne,
  type Case,
  fillDecision,
  quiet,
  type Stage,
  type Tally,
  tally,
} from "../stage.ts";

/** What is done while something fails, or the process dies under it. */
export async function outages(
  stage: Stage,
  { kills, random }: { kills: number; random: Random },
): Promise<Row[]> {
  const rows = [await killed(stage, kills, random)];
  for (const [what, fault] of slackFaults) rows.push(await whileUsersFail(stage, what, fault));
  for (const [what, fault] of slackFaults) rows.push(await whilePostsFail(stage, what, fault));
  return [...rows, await withoutDatabase(stage)];
}

const slackFaults: readonly (readonly [string, CallFault])[] = [
  ["429", { kind: "429", retryAfter: 1 }],
  ["500", { kind: "500" }],
  ["no answer in time", { kind: "slow", ms: 4000 }],
  ["a dropped connection", { kind: "drop" }],
];

/** An answer takes some tens of milliseconds, on a busy machine hundreds: some deaths come before the commit, some after. */
const killWithinMs = 400;

/** Each time both processes die at some moment around the click; the person tries again after the restart. */
async function killed(stage: Stage, kills: number, random: Random): Promise<Row> {
  const sum: Tally = { effects: 0, mails: 0, executed: 0, refused: 0 };
  let first = 0;
  for (let at = 0; at < kills; at += 1) {
    const it = await askForOne(stage);
    const approver = stage.next("administrator");
    const modal = await fillDecision(stage, approver, it);
    const { bots } = stage.product;
    const sent = modal.submit().catch(() => undefined);
    await sleep(random.between(0, killWithinMs));
    await Promise.all(bots.map((bot) => bot.kill("SIGKILL")));
    await sent;
    await Promise.all(bots.map(bringUp));
    const after = await tally(stage, it);
    first += after.effects;
    if (after.effects === 0) await again(stage, it);
    const whole = after.effects === 0 ? await tally(stage, it) : after;
    for (const key of ["effects", "mails", "executed", "refused"] as const) sum[key] += whole[key];
  }
  const what = `kill -9 of both processes at ${kills} random moments (${first} done by then), then once more where it was not`;
  // A mail that was taken when its process died comes again: twice is allowed, never is not.
  const mails = Math.max(sum.mails, kills);
  return rightly("A09", what, { effects: kills, mails })(sum);
}

async function again(stage: Stage, it: Case): Promise<void> {
  const approver = stage.next("administrator");
  const slack = stage.slackOf(approver);
  if (slack.hasModal) await slack.modal.close({ all: true });
  await approve(stage, approver, it);
}

async function whileUsersFail(stage: Stage, what: string, fault: CallFault): Promise<Row> {
  const it = await askForOne(stage);
  const approver = stage.next("administrator");
  const modal = await fillDecision(stage, approver, it);
  const { faults } = stage.product.emulator;
  faults.calls.always("users.info", fault);
  await modal.submit();
  faults.calls.clear();
  const said = await heard(stage, approver);
  const wrong = said.includes(stage.product.origin) ? [] : [`said "${said.slice(0, 200)}"`];
  await stage
    .slackOf(approver)
    .modal.close({ all: true })
    .catch(() => {});
  return rightly("A10", `users.info answers ${what}: refused, with the portal's address`, { effects: 0 })(
    await tally(stage, it),
    wrong,
  );
}

/** What stands before the person, wherever the app could say it. */
async function heard(stage: Stage, person: Parameters<Stage["slackOf"]>[0]): Promise<string> {
  const slack = stage.slackOf(person);
  await quiet(stage);
  const inModal = slack.hasModal ? slack.modal.text() : "";
  return [
    inModal,
    ...slack
      .ephemerals()
      .slice(-1)
      .map((one) => one.text()),
    ...slack
      .dm()
      .slice(-1)
      .map((one) => one.text()),
  ].join("\n");
}

/** The backoff of a message that failed twice. */
const laterMs = 30_000;

async function whilePostsFail(stage: Stage, what: string, fault: CallFault): Promise<Row> {
  const it = await askForOne(stage);
  const approver = stage.next("administrator");
  const modal = await fillDecision(stage, approver, it);
  const { faults } = stage.product.emulator;
  for (const method of ["chat.postMessage", "chat.update"]) faults.calls.always(method, fault);
  await modal.submit();
  await sleep(1500);
  faults.calls.clear();
  const got = await tally(stage, it);
  // The next try of what failed may be due later.
  // Its buttons carried the request's id, and nothing else of it does.
  const isRedrawn = () =>
    !stage
      .slackOf(approver)
      .messages({ channel: "payments-approvals" })
      .some(({ message }) => JSON.stringify(message.blocks).includes(it.requestId)) || undefined;
  const wrong = await until("a message without buttons", isRedrawn, laterMs)
    .then(() => [])
    .catch(() => ["the message still has its buttons"]);
  return rightly("A10", `chat.postMessage answers ${what}: done, and told later`, { effects: 1 })(got, wrong);
}

const outageMs = 10_000;

async function withoutDatabase(stage: Stage): Promise<Row> {
  const it = await askForOne(stage);
  const approver = stage.next("administrator");
  const modal = await fillDecision(stage, approver, it);
  const { database } = stage.product;
  await database.crash();
  const begin = performance.now();
  await modal.submit();
  const said = `${modal.view.trouble ?? ""} ${stage.slackOf(approver).hasModal ? stage.slackOf(approver).modal.text() : ""}`;
  await sleep(outageMs - (performance.now() - begin));
  await database.start();
  const wrong = /try again|working/i.test(said) ? [] : [`said "${said.slice(0, 200)}"`];
  await sleep(1000);
  const before = await tally(stage, it);
  if (before.effects !== 0) wrong.push("it was done without a database");
  await again(stage, it);
  return rightly(
    "A11",
    "the database is gone for 10 s: honest words, nothing half done, and then it goes on",
    { effects: 1 },
  )(await tally(stage, it), wrong);
}
