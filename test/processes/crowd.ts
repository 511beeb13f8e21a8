import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { findUntrue } from "../chaos/figures.ts";
import { checkInvariants } from "../chaos/invariants.ts";
import { handOf, type Told, visitorOf } from "../chaos/lives.ts";
import { comeIn } from "../chaos/portal-acts.ts";
import { settle } from "../chaos/settle.ts";
import { actInSlack } from "../chaos/slack-acts.ts";
import { watchAnswers } from "../trial/answers.ts";
import type { Product } from "../trial/product.ts";
import { randomFrom, seedOf } from "../trial/random.ts";
import type { Player } from "../trial/seed.ts";

/** The log of Slack's requests is bounded; nothing of it is missed at this pace. */
const readEveryMs = 500;
/** Slack's patience. */
const promptMs = 3000;
/** Its patience here: what is not answered by then is not answered at all, however busy the machine. */
export const patienceMs = 20_000;

/** Everybody acts, with little rest: those in Slack there, the payees at the portal. `end` looks at what came of it. */
export function letThemAct(product: Product, players: readonly Player[]) {
  const answers = watchAnswers(product.emulator);
  answers.read();
  const before = answers.times.length;
  const reading = setInterval(answers.read, readEveryMs);
  const told: Told[] = [];
  /** How each visit to the portal ended, and those that a connection's end broke off. */
  const visits: string[] = [];
  const broken: unknown[] = [];
  let isOver = false;

  async function act(player: Player): Promise<void> {
    const random = randomFrom(seedOf(player.name));
    const hand = handOf({ product, players, told }, player, random);
    while (!isOver) {
      // A message that changes under somebody's hand has no such button any more.
      await actInSlack(hand).catch(() => undefined);
      await sleep(random.between(300, 1500));
    }
  }
  async function visit(player: Player): Promise<void> {
    const random = randomFrom(seedOf(player.name));
    while (!isOver) {
      await comeIn(visitorOf({ product }, player, random)).then(
        (end) => visits.push(end),
        (error: unknown) => broken.push(error),
      );
      await sleep(random.between(300, 1500));
    }
  }
  const lives = players.map((player) => (player.slackUserId === "" ? visit(player) : act(player)));

  return {
    /** Answers to Slack and visits to the portal so far. */
    count: () => answers.times.length - before + visits.length,
    /** Nothing was late or lost, every message arrived, and what must be true is. */
    end: async () => {
      isOver = true;
      await Promise.all(lives);
      await settle(product);
      clearInterval(reading);
      answers.read();
      expect(answers).toMatchObject({ late: 0, lost: 0, refused: 0 });
      // Where many others wait for the same cores their time is not ours.
      if (!isCrowded()) expect(answers.times.filter((ms) => ms > promptMs)).toEqual([]);
      expect(broken).toEqual([]);
      expect(visits.filter((end) => / 5\d\d: /.test(end))).toEqual([]);
      expect(await undelivered(product)).toEqual([]);
      expect((await checkInvariants(product)).filter(({ violations }) => violations.length > 0)).toEqual([]);
      expect(await findUntrue(product, told)).toEqual([]);
    },
  };
}

const isCrowded = () => (loadavg()[0] ?? 0) > 2 * availableParallelism();

/** What was given up, or is late; not what became pointless, nor what is meant for another day. */
const undelivered = ({ database: { owner: sql }, deps }: Product) => sql`
  select kind, attempts, last_error from outbox where delivered_at is null
    and last_error is distinct from 'void' and (attempts > 0 or due_at <= ${deps.now()})`;
