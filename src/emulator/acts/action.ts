import type { Element } from "../block-kit/elements.ts";
import type { Option } from "../block-kit/texts.ts";
import { findElement, type Placed } from "../block-kit/walk.ts";
import { inMessage, interaction, inView } from "../delivery/payloads.ts";
import { sendPayload } from "../delivery/send.ts";
import type { Sent } from "../delivery/sent.ts";
import { getChannel } from "../state/channels.ts";
import { newTs } from "../state/ids.ts";
import { touch } from "../state/listeners.ts";
import type { Message } from "../state/messages.ts";
import { newResponseUrl } from "../state/response-urls.ts";
import {
  heldOptions,
  initialValues,
  keptValues,
  type Value,
  type Values,
  valueFrom,
} from "../state/values.ts";
import type { View } from "../state/views.ts";
import type { World } from "../state/world.ts";

/** Slack's words when the app does not answer well. */
export const troubleText = "We had some trouble connecting. Try again?";

/** Where an element stands. */
export type Surface = { view: View } | { message: Message };

export type Act = {
  userId: string;
  surface: Surface;
  blockId: string;
  actionId: string;
  /** What is put in: texts, option values, ids. Nothing for a button. */
  raw?: readonly string[];
  /** The options that an external select was offered. */
  offered?: readonly Option[];
};

/** Puts something into an element without telling the app, as typing does. */
export function putIn(act: Act): Placed {
  const placed = findElement(blocksOf(act.surface), act.blockId, act.actionId);
  if (!placed) throw new Error(`nothing at ${act.blockId} / ${act.actionId}: it may have been redrawn`);
  const { element } = placed;
  if (element.type === "button" || element.type === "overflow") return placed;
  const values = valuesOf(act.surface, act.userId);
  // What an external select holds already can be put in again without another search.
  const held = heldOptions(values[act.blockId]?.[act.actionId]);
  const offered = [...(act.offered ?? []), ...held];
  values[act.blockId] = {
    ...values[act.blockId],
    [act.actionId]: valueFrom(element, act.raw ?? [], offered),
  };
  if ("message" in act.surface) act.surface.message.typed.set(act.userId, values);
  return placed;
}

/**
 * A person clicks or picks, and the app is told: `block_actions`.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export async function actOn(world: World, act: Act): Promise<Sent> {
  const placed = putIn(act);
  const { surface, userId } = act;
  const base = interaction(world, "block_actions", userId, "view" in surface ? surface.view.id : undefined);
  const actions = [actionOf(world, placed, act)];
  const sent = await sendPayload(world, { ...base, ...placeOf(world, surface, userId), actions });
  showTrouble(act, sent);
  touch(world);
  return sent;
}

function placeOf(world: World, surface: Surface, userId: string) {
  if ("view" in surface) return inView(world, surface.view);
  const { message } = surface;
  const channel = getChannel(world, message.channelId);
  const responseUrl = newResponseUrl(world, {
    userId,
    channelId: channel.id,
    messageTs: message.ts,
    threadTs: message.threadTs,
  });
  return { ...inMessage(world, channel, message, valuesOf(surface, userId)), response_url: responseUrl };
}

function actionOf(world: World, { element, blockId, actionId }: Placed, act: Act) {
  const common = { action_id: actionId, block_id: blockId, action_ts: newTs(world) };
  return { ...common, ...whatHappened(element, valuesOf(act.surface, act.userId)[blockId]?.[actionId], act) };
}

function whatHappened(element: Element, value: Value | undefined, act: Act) {
  if (element.type === "button") {
    const { type, text, value: carried, style, url } = element;
    return {
      type,
      text,
      ...(carried ? { value: carried } : {}),
      ...(style ? { style } : {}),
      ...(url ? { url } : {}),
    };
  }
  if (element.type === "overflow") {
    const chosen = element.options.find((option) => option.value === act.raw?.[0]);
    return { type: element.type, selected_option: chosen ?? null };
  }
  return value ?? { type: element.type };
}

function showTrouble(act: Act, sent: Sent): void {
  const isGood = sent.outcome === "answered" && sent.status === 200;
  const { surface } = act;
  if ("view" in surface) surface.view.trouble = isGood ? undefined : troubleText;
  else if (isGood) surface.message.trouble.delete(act.userId);
  else surface.message.trouble.set(act.userId, troubleText);
}

export const blocksOf = (surface: Surface) =>
  "view" in surface ? surface.view.description.blocks : surface.message.blocks;

/** What a person has put into a view or a message so far. */
export function valuesOf(surface: Surface, userId: string): Values {
  if ("view" in surface) return surface.view.typed;
  const held = surface.message.typed.get(userId);
  return held ? keptValues(held, surface.message.blocks) : initialValues(surface.message.blocks);
}
