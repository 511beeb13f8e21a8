import { findLeaks } from "../helpers/search-log.ts";
import { secretsMailed } from "../helpers/whole-log.ts";
import { type Answers, watchAnswers } from "../trial/answers.ts";
import { type Product, startProduct } from "../trial/product.ts";
import { randomFrom, seedOf } from "../trial/random.ts";
import { type Player, seedCompany } from "../trial/seed.ts";
import { breakThings } from "./faults.ts";
import { findFigures, findUntrue } from "./figures.ts";
import { checkInvariants, type Invariant } from "./invariants.ts";
import { type Life, liveOn } from "./lives.ts";
import { settle } from "./settle.ts";
import { findStranded } from "./stranded.ts";

export type Chaos = {
  figures: Record<string, number>;
  details: Record<string, Map<string, number>>;
  invariants: Invariant[];
};

type ChaosOptions = { minutes: number; seed: number; say?: (line: string) => void };

/** Six times as fast: ten minutes hold an hour's reminders, lock-outs that end, and sixty codes of each phone. */
const speed = 6;
/** The workspace's log is bounded; at this pace nothing of it is missed. */
const readEveryMs = 500;

/** Starts the product, lets people and faults loose on it, puts everything right again, and looks at what is left. */
export async function runChaos({ minutes, seed, say = () => {} }: ChaosOptions): Promise<Chaos> {
  const product = await startProduct({ bots: 2, speed, isUnhurried: true });
  try {
    say("Inviting the people …");
    const { players } = await seedCompany(product);
    await product.start();
    const answers = watchAnswers(product.emulator);
    const reading = setInterval(answers.read, readEveryMs);
    say(`${minutes} minutes of chaos …`);
    const end = performance.now() + minutes * 60_000;
    const isOver = () => performance.now() > end;
    const life: Life = { product, players, seed, isOver, told: [], acts: new Map() };
    const [broken] = await Promise.all([
      breakThings(product, randomFrom(seedOf(seed, "faults")), isOver),
      ...liveOn(life),
    ]);
    say("Everything works again; what is due arrives …");
    await settle(product);
    const stranded = await findStranded(product, { players, seed });
    await settle(product);
    clearInterval(reading);
    answers.read();
    const invariants = [
      ...(await checkInvariants(product)),
      {
        name: "whoever read that a reset is done made one",
        violations: await findUntrue(product, life.told),
      },
      { name: "no log line holds a secret or an address", violations: leaksOf(product, players) },
      { name: "everybody gets in, waits for a lock to end, or can be let in", violations: stranded },
    ];
    const figures = { ...(await findFigures(product)), ...answers.summary() };
    return { figures, details: detailsOf({ product, answers, broken, life }), invariants };
  } finally {
    await product.close();
  }
}

function leaksOf({ logLines, mail }: Product, players: readonly Player[]): string[] {
  const own = players.flatMap(({ secrets, recoveryCode, password }) => [...secrets, recoveryCode, password]);
  return findLeaks(logLines, new Set([...own, ...mail.mails.flatMap(({ text }) => secretsMailed(text))]));
}

type Parts = { product: Product; answers: Answers; broken: Map<string, number>; life: Life };

const detailsOf = ({ product, answers, broken, life }: Parts): Chaos["details"] => ({
  "What people did": life.acts,
  "What broke": broken,
  "What Slack's requests and calls met": answers.faults,
  "What Slack refused": answers.mistakes,
  "What the processes logged": eventsOf(product.logLines),
});

/** How often each event was logged; a line that is no event of ours is a process that says why it ends. */
function eventsOf(lines: readonly string[]): Map<string, number> {
  const events = new Map<string, number>();
  for (const line of lines) {
    const event = /"event":"(\w+)"/.exec(line)?.[1];
    const cause = [...line.matchAll(/"code":"(\w+)"|"message":"([^"]{1,60})/g)].at(-1);
    const name = event
      ? [event, cause?.[1] ?? cause?.[2]].filter(Boolean).join(": ")
      : line.trim().slice(0, 100);
    if (name) events.set(name, (events.get(name) ?? 0) + 1);
  }
  return events;
}
