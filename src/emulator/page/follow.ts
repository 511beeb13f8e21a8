import type { Context } from "hono";
import { actOn, blocksOf } from "../acts/action.ts";
import type { Element } from "../block-kit/elements.ts";
import { findElement } from "../block-kit/walk.ts";
import { messageAt } from "../state/permalinks.ts";
import type { World } from "../state/world.ts";
import { isSafeLink } from "../text/safe-link.ts";
import { addressOf, findSurface } from "./place.ts";

/** A link button or menu item: the app hears of the click, and the person goes where it leads. */
export async function follow(world: World, c: Context) {
  const query = new URL(c.req.url).searchParams;
  const userId = query.get("as") ?? "";
  const surface = findSurface(world, userId, query);
  const [blockId, actionId] = [query.get("block") ?? "", query.get("action") ?? ""];
  const choice = query.get("choice");
  const element = surface && findElement(blocksOf(surface), blockId, actionId)?.element;
  const url = element && linkOf(element, choice);
  if (!surface || !url || !isSafeLink(url)) {
    return c.text("This button is gone. Go back and refresh.", 404);
  }
  await actOn(world, { userId, surface, blockId, actionId, raw: choice ? [choice] : [] });
  return c.redirect(url, 303);
}

function linkOf(element: Element, choice: string | null): string | undefined {
  if (element.type === "button") return element.url;
  if (element.type !== "overflow") return undefined;
  return element.options.find((option) => option.value === choice)?.url;
}

/** A message by its permalink, seen by the first person who is where it is. */
export function followPermalink(world: World, c: Context) {
  const message = messageAt(world, c.req.param("channel") ?? "", c.req.param("message") ?? "");
  const channel = message && world.channels.get(message.channelId);
  const reader = [...(channel?.members ?? [])].find((id) => world.people.has(id));
  if (!message || !reader) return c.text("This message is gone.", 404);
  const address = addressOf({ userId: reader, channelId: message.channelId });
  return c.redirect(address.replace(/#.*/, `#m${message.ts}`), 303);
}
