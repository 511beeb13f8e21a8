import { runMessageShortcut } from "../acts/shortcut.ts";
import { findMessage, type Message } from "../state/messages.ts";
import type { World } from "../state/world.ts";
import { parseMrkdwn, plainOf } from "../text/mrkdwn.ts";
import { readerOf, visibleBlocks } from "../text/visible.ts";
import { type ButtonHandle, buttonTexts, findButton } from "./buttons.ts";
import { type Eyes, type Filling, fill } from "./fields.ts";
import { settle } from "./wait.ts";

export type MessageHandle = {
  message: Message;
  /** What a person reads: the blocks, or the text where there are none. */
  text: () => string;
  /** The `text` alone: the push, and what a screen reader says. */
  fallback: string;
  isEphemeral: boolean;
  isGone: () => boolean;
  buttons: () => string[];
  button: (label: string) => ButtonHandle;
  fill: (fillings: Record<string, Filling>) => Promise<void>;
  /** What stands below it in its thread. */
  replies: () => MessageHandle[];
  shortcut: (callbackId: string) => Promise<void>;
  /** What Slack shows this person when a click on it failed. */
  trouble: () => string | undefined;
};

/** A message as one person has it before them. */
export function messageHandle(
  world: World,
  { message, userId, onAct }: { message: Message; userId: string; onAct: () => void },
): MessageHandle {
  const eyes: Eyes = { world, userId, surface: { message }, reader: readerOf(world, userId) };
  const isGone = () => findMessage(world, message.channelId, message.ts) === undefined;
  const beforeAct = async () => {
    if (isGone()) throw new Error(`the message is gone:\n${messageText(message, eyes)}`);
    onAct();
  };
  return {
    message,
    text: () => messageText(message, eyes),
    fallback: message.text,
    isEphemeral: message.ephemeralTo !== undefined,
    isGone,
    buttons: () => buttonTexts(eyes),
    button: (label) => findButton(eyes, label, beforeAct),
    fill: async (fillings) => {
      await beforeAct();
      for (const [label, filling] of Object.entries(fillings)) await fill(eyes, label, filling)?.();
      await settle(world);
    },
    replies: () =>
      (world.messages.get(message.channelId) ?? [])
        .filter((other) => other.threadTs === message.ts)
        .filter((other) => other.ephemeralTo === undefined || other.ephemeralTo === userId)
        .map((other) => messageHandle(world, { message: other, userId, onAct })),
    shortcut: async (callbackId) => {
      await beforeAct();
      await runMessageShortcut(world, { userId, message, callbackId });
      await settle(world);
    },
    trouble: () => message.trouble.get(userId),
  };
}

function messageText(message: Message, { reader }: Eyes): string {
  if (message.blocks.length === 0) return plainOf(parseMrkdwn(message.text, reader));
  return visibleBlocks(message.blocks, reader);
}
