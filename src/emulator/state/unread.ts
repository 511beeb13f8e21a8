import type { Channel } from "./channels.ts";
import { touch } from "./listeners.ts";
import type { Message } from "./messages.ts";
import type { World } from "./world.ts";

/** A person has looked at a channel up to this message. It never goes back: tabs of one person may lag. */
export function lookAt(world: World, { userId, channelId, ts }: Look): void {
  const looks = world.looks.get(userId) ?? new Map<string, string>();
  if ((looks.get(channelId) ?? "") >= ts) return;
  looks.set(channelId, ts);
  world.looks.set(userId, looks);
  touch(world);
}

type Look = { userId: string; channelId: string; ts: string };

/** Whether somebody else has said something there since this person last looked. */
export function isUnread(world: World, userId: string, channel: Channel): boolean {
  const looked = world.looks.get(userId)?.get(channel.id) ?? "";
  const news = (world.messages.get(channel.id) ?? []).findLast(
    (message) => message.ts <= looked || isNews(message, userId),
  );
  return news !== undefined && news.ts > looked;
}

/** As in Slack: replies are told in their thread, and what one person alone sees makes no channel bold. */
const isNews = (message: Message, userId: string) =>
  message.userId !== userId && message.ephemeralTo === undefined && message.threadTs === undefined;
