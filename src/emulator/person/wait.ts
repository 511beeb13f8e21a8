import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../state/world.ts";

const stepMs = 10;
const defaultPatienceMs = 4000;
const quietMs = 20;
const longestSettleMs = 1000;

/** Polls until something is there; when it never comes, says what was there instead. */
export async function until<T>(
  look: () => T | undefined,
  {
    what,
    instead,
    patienceMs = defaultPatienceMs,
  }: { what: string; instead: () => string; patienceMs?: number },
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) {
      throw new Error(`waited ${patienceMs} ms in vain for ${what}.\nWhat is there:\n${instead()}`);
    }
    await sleep(stepMs);
  }
}

/** Waits until the app has made no call for a moment: what it does right after its answer is then seen. */
export async function settle(world: World): Promise<void> {
  const giveUpAt = performance.now() + longestSettleMs;
  let seen = world.log.at(-1);
  let quietSince = performance.now();
  while (performance.now() < giveUpAt) {
    await sleep(stepMs / 2);
    const last = world.log.at(-1);
    if (world.openCalls > 0 || last !== seen) quietSince = performance.now();
    seen = last;
    if (performance.now() - quietSince >= quietMs) return;
  }
}
