import { findMessage, type Message } from "./messages.ts";
import type { World } from "./world.ts";

/**
 * A message's address. Its path is Slack's, `/archives/{channel}/p{ts without the point}`, with the root of its
 * thread in the query; it leads to this workspace's own page, so that it can be followed.
 */
export function permalinkOf(world: World, message: Message): string {
  const thread = message.threadTs
    ? `?${new URLSearchParams({ thread_ts: message.threadTs, cid: message.channelId })}`
    : "";
  return `${world.connection.baseUrl}/archives/${message.channelId}/p${message.ts.replace(".", "")}${thread}`;
}

/** The message that the last part of a permalink's path names. */
export function messageAt(world: World, channelId: string, name: string): Message | undefined {
  const digits = /^p(\d+)(\d{6})$/.exec(name);
  return digits ? findMessage(world, channelId, `${digits[1]}.${digits[2]}`) : undefined;
}
