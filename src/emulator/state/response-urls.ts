import { dropOldest } from "./bound.ts";
import { randomHex } from "./ids.ts";
import type { World } from "./world.ts";

/** Five uses within thirty minutes. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const responseUrlUses = 5;
const responseUrlLifeMs = 30 * 60_000;

export type ResponseUrl = {
  userId: string;
  channelId: string;
  /** The message whose button was clicked, which `replace_original` and `delete_original` mean. */
  messageTs: string | undefined;
  threadTs: string | undefined;
  usesLeft: number;
  expiresAt: number;
};

export function newResponseUrl(
  world: World,
  place: { userId: string; channelId: string; messageTs?: string; threadTs?: string | undefined },
): string {
  const nowMs = world.now().getTime();
  dropOldest(world.responseUrls, {
    atMost: world.limits.responseUrls,
    isOver: (known) => known.expiresAt + responseUrlLifeMs < nowMs,
  });
  const path = `${world.team.id}/${randomHex(6)}/${randomHex(12)}`;
  world.responseUrls.set(path, {
    userId: place.userId,
    channelId: place.channelId,
    messageTs: place.messageTs,
    threadTs: place.threadTs,
    usesLeft: responseUrlUses,
    expiresAt: nowMs + responseUrlLifeMs,
  });
  return `${world.connection.baseUrl}/response/${path}`;
}

export function spendResponseUrl(
  world: World,
  path: string,
): ResponseUrl | "not_found" | "expired_url" | "used_url" {
  const known = world.responseUrls.get(path);
  if (!known) return "not_found";
  if (world.now().getTime() > known.expiresAt) return "expired_url";
  if (known.usesLeft === 0) return "used_url";
  known.usesLeft -= 1;
  return known;
}
