import type { World } from "./world.ts";

/**
 * Tells whoever watches the world that something in it changed; what, they see for themselves. Every function that
 * changes something a person sees calls it: once too often costs nothing, as an unchanged picture is not sent again.
 */
export function touch(world: World): void {
  world.changes += 1;
  for (const listener of world.listeners) listener();
}

/** Answers what ends the watching. */
export function listen(world: World, listener: () => void): () => void {
  world.listeners.add(listener);
  return () => void world.listeners.delete(listener);
}
