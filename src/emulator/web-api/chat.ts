import { z } from "zod";
import type { Block } from "../block-kit/blocks.ts";
import { checkBlocks } from "../block-kit/check.ts";
import { addMessage, editMessage, findMessage, messageObject } from "../state/messages.ts";
import { permalinkOf } from "../state/permalinks.ts";
import type { World } from "../state/world.ts";
import { type Answer, flag, fromJson, method, refuse } from "./method.ts";
import { findPlace, postingRefusal } from "./places.ts";

/** Text over 40,000 characters is cut; chat.update refuses more than 4,000. */
const maxPostedText = 40_000;
const maxUpdatedText = 4000;

const content = {
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
};
const postArgs = z.object({ channel: z.string(), thread_ts: z.string().optional(), ...content });

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage = method(["chat:write"], postArgs, (world, args) => {
  const channel = findPlace(world, args.channel);
  const refusal = postingRefusal(world, channel);
  if (!channel || refusal) return refuse(refusal ?? "channel_not_found");
  const read = readContent(args);
  if (!read.ok) return read.answer;
  if (args.thread_ts && !isRoot(world, channel.id, args.thread_ts)) return refuse("thread_not_found");
  const message = addMessage(world, {
    channelId: channel.id,
    userId: world.app.botUserId,
    text: read.text.slice(0, maxPostedText),
    blocks: read.blocks ?? [],
    threadTs: args.thread_ts,
  });
  return { ok: true, channel: channel.id, ts: message.ts, message: messageObject(world, message) };
});

/**
 * Slack only says to avoid a reply's ts as `thread_ts`, not what becomes of the message: here it is refused, so that
 * a test sees it.
 */
function isRoot(world: World, channelId: string, ts: string): boolean {
  const message = findMessage(world, channelId, ts);
  return message !== undefined && message.threadTs === undefined && message.ephemeralTo === undefined;
}

/** https://docs.slack.dev/reference/methods/chat.postEphemeral */
export const postEphemeral = method(["chat:write"], postArgs.extend({ user: z.string() }), (world, args) => {
  const channel = findPlace(world, args.channel);
  const refusal = postingRefusal(world, channel);
  if (!channel || refusal) return refuse(refusal ?? "channel_not_found");
  const isThere = channel.members.has(args.user) && !world.people.get(args.user)?.deleted;
  if (!isThere) return refuse("user_not_in_channel");
  const read = readContent(args);
  if (!read.ok) return read.answer;
  const message = addMessage(world, {
    channelId: channel.id,
    userId: world.app.botUserId,
    text: read.text.slice(0, maxPostedText),
    blocks: read.blocks ?? [],
    threadTs: args.thread_ts,
    ephemeralTo: args.user,
  });
  return { ok: true, message_ts: message.ts };
});

const updateArgs = z.object({ channel: z.string(), ts: z.string(), as_user: flag.optional(), ...content });

/** https://docs.slack.dev/reference/methods/chat.update: blocks that are not sent are kept. */
export const update = method(["chat:write"], updateArgs, (world, args) => {
  const channel = world.channels.get(args.channel);
  const refusal = postingRefusal(world, channel);
  if (!channel || refusal) return refuse(refusal ?? "channel_not_found");
  const message = findMessage(world, channel.id, args.ts);
  if (!message || message.ephemeralTo) return refuse("message_not_found");
  if (message.userId !== world.app.botUserId) return refuse("cant_update_message");
  const read = readContent(args);
  if (!read.ok) return read.answer;
  if (read.text.length > maxUpdatedText) return refuse("msg_too_long");
  const text = args.text ?? message.text;
  editMessage(world, message, { text, blocks: read.blocks ?? message.blocks });
  return { ok: true, channel: channel.id, ts: message.ts, text, message: messageObject(world, message) };
});

const permalinkArgs = z.object({ channel: z.string(), message_ts: z.string() });

/** https://docs.slack.dev/reference/methods/chat.getPermalink: needs no scope, but to be where the message is. */
export const getPermalink = method([], permalinkArgs, (world, args) => {
  const channel = world.channels.get(args.channel);
  const isVisible = channel && (channel.kind === "public" || channel.members.has(world.app.botUserId));
  if (!isVisible) return refuse("channel_not_found");
  const message = findMessage(world, channel.id, args.message_ts);
  if (!message || message.ephemeralTo) return refuse("message_not_found");
  return { ok: true, channel: channel.id, permalink: permalinkOf(world, message) };
});

type Content = { ok: true; text: string; blocks: Block[] | undefined } | { ok: false; answer: Answer };

/** The text and blocks of a message: from the Web API, a command's answer, or a response_url. */
export function readContent(args: {
  text?: string | undefined;
  blocks?: unknown;
  attachments?: unknown;
}): Content {
  const given = fromJson(args.blocks);
  const text = args.text ?? "";
  if (given === undefined || given === null || given === "") {
    const isEmpty = text === "" && args.attachments === undefined;
    return isEmpty ? { ok: false, answer: refuse("no_text") } : { ok: true, text, blocks: undefined };
  }
  if (!Array.isArray(given)) return { ok: false, answer: refuse("invalid_blocks_format") };
  const blocks = checkBlocks(given, "message", ["blocks"]);
  if (!blocks.ok) return { ok: false, answer: refuse("invalid_blocks", blocks.messages) };
  if (blocks.value.length === 0 && text === "") return { ok: false, answer: refuse("no_text") };
  return { ok: true, text, blocks: blocks.value };
}

type MessageContent = { text: string; blocks: Block[] };

export function postAsApp(
  world: World,
  content: MessageContent & {
    channelId: string;
    ephemeralTo?: string | undefined;
    threadTs?: string | undefined;
  },
) {
  return addMessage(world, { ...content, userId: world.app.botUserId });
}
