import type { Block } from "../block-kit/blocks.ts";
import { newTs } from "./ids.ts";
import { touch } from "./listeners.ts";
import type { Values } from "./values.ts";
import type { World } from "./world.ts";

export type Message = {
  channelId: string;
  ts: string;
  /** The author; `USLACKBOT` for what Slack itself says. */
  userId: string;
  text: string;
  blocks: Block[];
  threadTs: string | undefined;
  /** The one person who sees it. */
  ephemeralTo: string | undefined;
  edited: { user: string; ts: string } | undefined;
  /** What each person has picked in its elements. */
  typed: Map<string, Values>;
  /** What Slack shows a person beside a button whose click failed. */
  trouble: Map<string, string>;
};

type NewMessage = {
  channelId: string;
  userId: string;
  text: string;
  blocks?: Block[];
  threadTs?: string | undefined;
  ephemeralTo?: string | undefined;
};

export const slackbot = "USLACKBOT";

/** Adds a message; the oldest beyond the bound is forgotten. */
export function addMessage(world: World, given: NewMessage): Message {
  const message: Message = {
    channelId: given.channelId,
    userId: given.userId,
    text: given.text,
    blocks: given.blocks ?? [],
    threadTs: given.threadTs,
    ephemeralTo: given.ephemeralTo,
    ts: newTs(world),
    edited: undefined,
    typed: new Map(),
    trouble: new Map(),
  };
  const history = world.messages.get(given.channelId) ?? [];
  history.push(message);
  if (history.length > world.limits.messagesPerChannel) history.shift();
  world.messages.set(given.channelId, history);
  touch(world);
  return message;
}

export function findMessage(world: World, channelId: string, ts: string): Message | undefined {
  return world.messages.get(channelId)?.find((message) => message.ts === ts);
}

export function removeMessage(world: World, message: Message): void {
  const history = world.messages.get(message.channelId) ?? [];
  world.messages.set(
    message.channelId,
    history.filter((other) => other !== message),
  );
  touch(world);
}

/** A bot redraws its message: what people had picked in elements that are gone is forgotten. */
export function editMessage(world: World, message: Message, change: { text: string; blocks: Block[] }): void {
  message.text = change.text;
  message.blocks = change.blocks;
  message.edited = { user: message.userId, ts: newTs(world) };
  message.trouble.clear();
  touch(world);
}

/** The message under which this one's thread hangs: its root, or itself. */
export const rootTs = (message: Message): string => message.threadTs ?? message.ts;

/** The replies in a message's thread that everybody sees, oldest first. */
function repliesTo(world: World, message: Message): Message[] {
  const history = world.messages.get(message.channelId) ?? [];
  return history.filter((other) => other.threadTs === message.ts && other.ephemeralTo === undefined);
}

/** `thread_ts` as payloads tell it: a root has one from its first reply on. */
export function threadTsOf(world: World, message: Message): string | undefined {
  return message.threadTs ?? (repliesTo(world, message).length > 0 ? message.ts : undefined);
}

/** What a person sees in a channel: everything but other people's ephemeral messages. */
export function messagesSeenBy(world: World, userId: string, channelId: string): Message[] {
  const history = world.messages.get(channelId) ?? [];
  return history.filter((message) => message.ephemeralTo === undefined || message.ephemeralTo === userId);
}

/** https://docs.slack.dev/reference/events/message */
export function messageObject(world: World, message: Message) {
  const isApp = message.userId === world.app.botUserId;
  return {
    type: "message",
    user: message.userId,
    ts: message.ts,
    team: world.team.id,
    text: message.text,
    ...(isApp ? { bot_id: world.app.botId, app_id: world.app.id } : {}),
    ...threadFields(world, message),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  };
}

/** https://docs.slack.dev/messaging/retrieving-messages#pulling_threads */
function threadFields(world: World, message: Message) {
  if (message.threadTs) {
    const root = findMessage(world, message.channelId, message.threadTs);
    return { thread_ts: message.threadTs, ...(root ? { parent_user_id: root.userId } : {}) };
  }
  const replies = repliesTo(world, message);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map((reply) => reply.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users,
    is_locked: false,
  };
}
