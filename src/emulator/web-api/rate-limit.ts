import { countCall, countPost, type Tier } from "../state/rates.ts";
import type { World } from "../state/world.ts";
import { findPlace } from "./places.ts";

/** As each method's page says. What is not listed has a limit of its own that nobody here comes near. */
const tiers: Partial<Record<string, Tier>> = {
  "apps.connections.open": 1,
  "auth.revoke": 3,
  "chat.postEphemeral": 4,
  "chat.update": 3,
  "conversations.info": 3,
  "conversations.members": 4,
  "conversations.open": 3,
  "users.info": 4,
  "views.open": 4,
  "views.publish": 4,
  "views.push": 4,
  "views.update": 4,
};

/** The seconds to wait before this call, where limits are switched on. */
export function secondsToWait(
  world: World,
  method: string,
  args: Record<string, unknown>,
): number | undefined {
  if (!world.limits.hasRateLimits) return undefined;
  const tier = tiers[method];
  if (tier !== undefined) return countCall(world, method, tier);
  const place = method === "chat.postMessage" ? findPlace(world, String(args["channel"])) : undefined;
  return place ? countPost(world, place.id) : undefined;
}
