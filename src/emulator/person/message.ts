import { runMessageShortcut } from "../acts/shortcut.ts";
import { findMessage, type Message } from "../state/messages.ts";
import type { World } from "../state/world.ts";
import { parseMrkdwn, plainOf } from "../text/mrkdwn.ts";
import { readerOf, visibleBlocks } from "../text/visible.ts";
import type { ToDialog } from "./confirm.ts";
import type { Eyes, Filling } from "./fields.ts";
import { fillAtOnce, type InsideHandle, insideHandle } from "./inside.ts";
import { callbackIdOf, matches } from "./match.ts";
import { settle, until } from "./wait.ts";

export type MessageHandle = InsideHandle & {
  message: Message;
  /** What a person reads: the blocks, or the text where there are none. */
  text: () => string;
  /** The `text` alone: the push, and what a screen reader says. */
  readonly fallback: string;
  isEphemeral: boolean;
  isGone: () => boolean;
  fill: (fillings: Record<string, Filling>, answer?: ToDialog) => Promise<void>;
  /** What stands below it in its thread. */
  replies: () => MessageHandle[];
  expectReply: (pattern: string | RegExp) => Promise<MessageHandle>;
  /** Picks the app's shortcut from the message's menu, by callback_id or name. */
  shortcut: (called: string) => Promise<void>;
  /** What Slack shows this person when a click on it failed. */
  trouble: () => string | undefined;
};

type Seen = { message: Message; userId: string; onAct: () => void };

/** A message as one person has it before them. */
export function messageHandle(world: World, seen: Seen): MessageHandle {
  const { message, userId, onAct } = seen;
  const eyes: Eyes = { world, userId, surface: { message }, reader: readerOf(world, userId) };
  const isGone = () => findMessage(world, message.channelId, message.ts) === undefined;
  const beforeAct = async () => {
    if (isGone()) throw new Error(`the message is gone:\n${messageText(message, eyes)}`);
    onAct();
  };
  return {
    ...insideHandle(() => eyes, beforeAct),
    ...threadOf(world, seen),
    message,
    text: () => messageText(message, eyes),
    get fallback() {
      return message.text;
    },
    isEphemeral: message.ephemeralTo !== undefined,
    isGone,
    fill: async (fillings, answer) => {
      await beforeAct();
      await fillAtOnce(eyes, fillings, answer);
    },
    shortcut: async (called) => {
      await beforeAct();
      if (message.ephemeralTo) throw new Error("a message that only one person sees has no shortcuts");
      const callbackId = callbackIdOf(world.declared.messageShortcuts, called);
      await runMessageShortcut(world, { userId, message, callbackId });
      await settle(world);
    },
    trouble: () => message.trouble.get(userId),
  };
}

function threadOf(world: World, { message, userId, onAct }: Seen) {
  const replies = () =>
    (world.messages.get(message.channelId) ?? [])
      .filter((other) => other.threadTs === message.ts)
      .filter((other) => other.ephemeralTo === undefined || other.ephemeralTo === userId)
      .map((other) => messageHandle(world, { message: other, userId, onAct }));
  return {
    replies,
    expectReply: (pattern: string | RegExp) =>
      until(() => replies().findLast((one) => matches(one.text(), pattern)), {
        what: `a reply saying ${pattern}`,
        instead: () =>
          replies()
            .map((one) => `- ${one.text()}`)
            .join("\n"),
      }),
  };
}

function messageText(message: Message, { reader }: Eyes): string {
  if (message.blocks.length === 0) return plainOf(parseMrkdwn(message.text, reader));
  return visibleBlocks(message.blocks, reader);
}
