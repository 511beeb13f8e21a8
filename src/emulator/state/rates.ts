import type { World } from "./world.ts";

const minuteMs = 60_000;
const postEveryMs = 1000;

/** How many calls a minute each tier allows. https://docs.slack.dev/apis/web-api/rate-limits */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;
export type Tier = keyof typeof perMinute;

/** Counts a call of a method. Answers the seconds to wait when it is one too many. */
export function countCall(world: World, method: string, tier: Tier): number | undefined {
  return count(world, method, { atMost: perMinute[tier], withinMs: minuteMs });
}

/** Counts a message to a channel: about one a second. */
export function countPost(world: World, channelId: string): number | undefined {
  return count(world, `post to ${channelId}`, { atMost: 1, withinMs: postEveryMs });
}

function count(
  world: World,
  what: string,
  { atMost, withinMs }: { atMost: number; withinMs: number },
): number | undefined {
  const nowMs = world.now().getTime();
  const recent = (world.rates.get(what) ?? []).filter((at) => at > nowMs - withinMs);
  const [oldest] = recent;
  const isTooMany = recent.length >= atMost && oldest !== undefined;
  world.rates.set(what, isTooMany ? recent : [...recent, nowMs]);
  return isTooMany ? Math.ceil((oldest + withinMs - nowMs) / 1000) : undefined;
}
