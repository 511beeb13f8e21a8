import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../state/world.ts";
import { send } from "./send.ts";
import type { Sent } from "./sent.ts";

/**
 * Delivers what the log has of Slack's deliveries again, newly signed, `times` times at once after `delayMs`: what a
 * bad day on the wire would do. By the entry's id. The person sees nothing of what comes of it.
 */
export async function redeliver(
  world: World,
  entryId: string,
  { times = 1, delayMs = 0 }: { times?: number; delayMs?: number } = {},
): Promise<Sent[]> {
  const { delivery, kind } = world.log.find((entry) => entry.id === entryId) ?? {};
  if (!delivery) throw new Error(`${kind ?? entryId} is nothing that Slack delivered, or is forgotten`);
  await sleep(delayMs, undefined, { signal: world.stopping.signal });
  return Promise.all(Array.from({ length: times }, () => send(world, delivery)));
}
