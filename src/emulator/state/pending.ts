import type { World } from "./world.ts";

/** Work that goes on behind an answer: closing waits for it, and tests can. */
export function keepPending(world: World, work: Promise<unknown>): void {
  world.pending.add(work);
  void work.catch(() => undefined).finally(() => world.pending.delete(work));
}
