import { setTimeout as sleep } from "node:timers/promises";
import type { Product } from "../trial/product.ts";
import { randomFrom, seedOf } from "../trial/random.ts";
import type { Guest, Player } from "../trial/seed.ts";
import { comeIn, stopReset, type Visitor } from "./portal-acts.ts";
import { actInSlack, type Hand } from "./slack-acts.ts";

/** Something that a modal said is done: who read it, and in which words. */
export type Told = { email: string; title: string };

export type Life = {
  product: Product;
  players: readonly Player[];
  seed: number;
  isOver: () => boolean;
  told: Told[];
  /** How often what was done, and how it ended. */
  acts: Map<string, number>;
};

/** What everybody does all the time: those in Slack act there, and all of them come to the portal. */
export function liveOn(life: Life): Promise<void>[] {
  const { players } = life;
  const inSlack = players
    .filter(({ slackUserId }) => slackUserId !== "")
    .map((player) => liveInSlack(life, player));
  return [...inSlack, ...players.map((player) => liveInPortal(life, player)), welcome(life)];
}

async function liveInSlack(life: Life, player: Player): Promise<void> {
  const random = randomFrom(seedOf(life.seed, player.name, "slack"));
  const hand = handOf(life, player, random);
  while (!life.isOver()) {
    await sleep(random.between(1000, 6000));
    await tally(life, "Slack", () => actInSlack(hand));
  }
}

export const handOf = (
  { product, players, told }: Pick<Life, "product" | "players" | "told">,
  player: Player,
  random: Hand["random"],
): Hand => ({
  ...{ player, random, everybody: players, now: product.now },
  slack: product.workspace.person(player.slackUserId),
  world: product.emulator.world,
  onDone: (title) => void told.push({ email: player.email, title }),
});

async function liveInPortal(life: Life, player: Player): Promise<void> {
  const { seed, isOver } = life;
  const random = randomFrom(seedOf(seed, player.name, "portal"));
  const visitor = visitorOf(life, player, random);
  while (!isOver()) {
    await sleep(random.between(5000, 25_000));
    const isAlarmed = random.chance(0.08);
    await tally(life, "portal", () => (isAlarmed ? stopReset(visitor) : comeIn(visitor, { giveUp: 0.03 })));
  }
}

/** Whoever was invited meanwhile accepts, from the mail. */
async function welcome(life: Life): Promise<void> {
  const { product, seed, isOver } = life;
  const random = randomFrom(seedOf(seed, "newcomers"));
  const seen = new Set<string>();
  while (!isOver()) {
    await sleep(1000);
    const mail = product.mail.mails.find(({ to, text }) => /\/invitations\//.test(text) && !seen.has(to));
    const link = /http\S+\/invitations\/[\w.-]+/.exec(mail?.text ?? "")?.[0];
    if (!mail || !link) continue;
    seen.add(mail.to);
    const player = newcomer(mail.to);
    await tally(life, "portal", () => comeIn(visitorOf(life, player, random), { from: link }));
  }
}

const newcomer = (email: string): Guest => ({
  ...{ name: email, firstName: email, lastName: "", email, slackUserId: "", part: "payee" },
  ...{ secrets: [], recoveryCode: "", password: "quiet-harbour-lantern-42", usedStep: 0 },
});

export const visitorOf = (
  { product }: Pick<Life, "product">,
  player: Guest,
  random: Visitor["random"],
): Visitor => ({
  ...{ player, random, origin: product.origin, mails: product.mail.mails, now: product.now },
});

/** What breaks under a person's hands is the product's right while its parts fail; they try something else. */
async function tally({ acts }: Life, where: string, act: () => Promise<string>): Promise<void> {
  const bump = (what: string) => acts.set(`${where}: ${what}`, (acts.get(`${where}: ${what}`) ?? 0) + 1);
  try {
    const what = await act();
    bump(what.replace(/(\/\w[\w-]*\/)\S+|\(ref \w+\)/g, "$1…").slice(0, 110));
  } catch (error) {
    const first = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    bump(`broke off: ${first.replace(/"[^"]*"|\d+/g, "…").slice(0, 90)}`);
  }
}
