import { blocksOf, type Surface, valuesOf } from "../acts/action.ts";
import { statefulOf } from "../block-kit/walk.ts";
import { type Message, slackbot } from "../state/messages.ts";
import { rawOf, type Value } from "../state/values.ts";
import type { View } from "../state/views.ts";
import type { World } from "../state/world.ts";
import type { Reader } from "../text/mrkdwn.ts";
import { visibleText } from "../text/visible.ts";
import { type AuthorSeen, type HeldBy, type MessageSeen, refKey, type ViewSeen } from "./seen.ts";

/** Who looks. */
export type Eyes = { world: World; userId: string; reader: Reader };

/** How many faces stand beside "3 replies". */
const maxFaces = 3;

export function messageSeen(eyes: Eyes, message: Message, replies: readonly Message[]): MessageSeen {
  const { world, userId } = eyes;
  return {
    ts: message.ts,
    channelId: message.channelId,
    author: authorOf(world, message.userId),
    text: message.text,
    blocks: message.blocks,
    isEphemeral: message.ephemeralTo !== undefined,
    isEdited: message.edited !== undefined,
    threadTs: message.threadTs,
    thread: threadSeen(world, replies),
    held: heldIn({ message }, eyes),
    trouble: message.trouble.get(userId),
  };
}

function threadSeen(world: World, replies: readonly Message[]): MessageSeen["thread"] {
  const last = replies.at(-1);
  if (!last) return undefined;
  const people = [...new Set(replies.map((reply) => reply.userId))].slice(-maxFaces);
  return { count: replies.length, lastTs: last.ts, people: people.map((id) => authorOf(world, id)) };
}

function authorOf(world: World, id: string): AuthorSeen {
  if (id === slackbot) return { id, name: "Slackbot", isApp: true };
  if (id === world.app.botUserId) return { id, name: world.app.name, isApp: true };
  return { id, name: world.people.get(id)?.realName ?? id, isApp: false };
}

export function viewSeen(eyes: Eyes, view: View): ViewSeen {
  const { title, submit, close, blocks } = view.description;
  const { id, hash, errors, trouble } = view;
  return { id, hash, title, submit, close, blocks, held: heldIn({ view }, eyes), errors, trouble };
}

function heldIn(surface: Surface, { userId, reader }: Eyes): HeldBy {
  const values = valuesOf(surface, userId);
  return Object.fromEntries(
    statefulOf(blocksOf(surface)).flatMap(({ blockId, actionId }) => {
      const value = values[blockId]?.[actionId];
      const raw = rawOf(value);
      return raw.length === 0 ? [] : [[refKey(blockId, actionId), { raw, texts: textsOf(value, reader) }]];
    }),
  );
}

/** The words of chosen options: an external select's own list may not have them any more. */
function textsOf(value: Value | undefined, reader: Reader): Record<string, string> {
  const options = [...(value?.selected_options ?? []), value?.selected_option ?? []].flat();
  return Object.fromEntries(options.map((option) => [option.value, visibleText(option.text, reader)]));
}
