import { type Channel, getChannel, openDm } from "../state/channels.ts";
import { addMessage, findMessage, type Message, rootTs } from "../state/messages.ts";
import type { World } from "../state/world.ts";
import { asTyped } from "../text/typed.ts";
import type { MessageHandle } from "./message.ts";

export type Where = { channel?: string };

/** A message of the thread, or the ts of its root. */
export type InThread = { thread?: Pick<MessageHandle, "message"> | string };

/** A channel by name or id; `dm` is the DM with the app, and #general is where nothing is said. */
export function placeOf(world: World, userId: string, { channel = "general" }: Where): Channel {
  if (channel === "dm") return openDm(world, userId);
  const name = channel.replace(/^#/, "");
  return [...world.channels.values()].find((one) => one.name === name) ?? getChannel(world, channel);
}

/** What a person writes, in a channel or in a thread of it. */
export function writeMessage(
  world: World,
  userId: string,
  { text, channel, thread }: { text: string } & Where & InThread,
): Message {
  const channelId = channel ?? (typeof thread === "object" ? thread.message.channelId : undefined);
  const place = placeOf(world, userId, channelId === undefined ? {} : { channel: channelId });
  const { name, isArchived, members } = place;
  if (isArchived) throw new Error(`#${name} is archived: nobody can write there`);
  if (!members.has(userId)) throw new Error(`${userId} is not in #${name} and cannot write there`);
  const threadTs = typeof thread === "object" ? rootTs(thread.message) : thread;
  if (threadTs !== undefined && !findMessage(world, place.id, threadTs))
    throw new Error(`there is no message ${threadTs} in #${name} to answer`);
  return addMessage(world, { channelId: place.id, userId, text: asTyped(text), threadTs });
}
