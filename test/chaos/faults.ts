import { setTimeout as sleep } from "node:timers/promises";
import type { CallFault, DeliveryFault } from "../../src/emulator/state/faults.ts";
import type { Bot } from "../trial/bots.ts";
import type { Product } from "../trial/product.ts";
import type { Random } from "../trial/random.ts";

/** Breaks one part of the product after another, until told to stop; then everything works again. Answers how often each broke. */
export async function breakThings(
  product: Product,
  random: Random,
  isOver: () => boolean,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  while (!isOver()) {
    await sleep(random.between(1000, 5000));
    const [name, fault] = random.pick(faults) ?? [];
    if (!name || !fault) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await fault(product, random);
  }
  return counts;
}

type Fault = (product: Product, random: Random) => Promise<void>;

const faults: readonly (readonly [string, Fault])[] = [
  ["kill -9", killOne],
  ["kill -9", killOne],
  ["kill -9 of both", killBoth],
  ["restart in order", restartOne],
  ["Slack 429", slackFails({ kind: "429", retryAfter: 1 })],
  ["Slack 500", slackFails({ kind: "500" })],
  ["Slack slow", slackFails({ kind: "slow", ms: 3500 })],
  ["Slack drops", slackFails({ kind: "drop" })],
  ["Slack's answer lost", slackFails({ kind: "lost" })],
  ["Slack sends twice", wireFails({ kind: "duplicate", times: 3 })],
  ["Slack sends late", wireFails({ kind: "delayed", ms: 700 })],
  ["Slack sends in disorder", wireFails({ kind: "reordered" })],
  ["mail server busy", mailFails("busy")],
  ["mail's answer lost", mailFails("lost")],
  ["mailbox unknown", mailFails("refused")],
  ["PostgreSQL crash", crashDatabase],
  ["PostgreSQL unreachable", cutDatabase],
  ["PostgreSQL stalls", stallDatabase],
];

async function killOne({ bots }: Product, random: Random) {
  const bot = random.pick(bots);
  await bot?.kill("SIGKILL");
  await sleep(random.between(0, 1500));
  await bringUp(bot);
}

async function killBoth({ bots }: Product, random: Random) {
  await Promise.all(bots.map((bot) => bot.kill("SIGKILL")));
  await sleep(random.between(0, 1500));
  await Promise.all(bots.map(bringUp));
}

async function restartOne({ bots }: Product, random: Random) {
  const bot = random.pick(bots);
  await bot?.kill("SIGTERM");
  await bringUp(bot);
}

/** As a supervisor does: again, until it stays. */
export async function bringUp(bot: Bot | undefined): Promise<void> {
  while (bot && bot.port === undefined) await bot.start();
}

function slackFails(fault: CallFault): Fault {
  return async ({ emulator }, random) => {
    emulator.faults.calls.always("*", fault);
    await sleep(random.between(500, 4000));
    emulator.faults.calls.clear();
  };
}

function wireFails(fault: DeliveryFault): Fault {
  return async ({ emulator }, random) => {
    emulator.faults.deliveries.always("*", fault);
    await sleep(random.between(500, 4000));
    emulator.faults.deliveries.clear();
  };
}

function mailFails(fault: "busy" | "lost" | "refused"): Fault {
  return async ({ mail }, random) => {
    // A mailbox that is unknown for good is given up at once: seldom, so that most people still get their mail.
    const share = fault === "refused" ? 0.2 : 1;
    mail.fail(() => (random.chance(share) ? fault : undefined));
    await sleep(random.between(500, 4000));
    mail.fail(undefined);
  };
}

async function crashDatabase({ database }: Product, random: Random) {
  await database.crash();
  await sleep(random.between(0, 4000));
  await database.start();
}

async function cutDatabase({ database }: Product, random: Random) {
  const until = performance.now() + random.between(200, 2000);
  while (performance.now() < until) {
    database.wire.cut();
    await sleep(random.between(20, 300));
  }
}

async function stallDatabase({ database }: Product, random: Random) {
  database.wire.hold();
  await sleep(random.between(500, 3500));
  database.wire.release();
}
