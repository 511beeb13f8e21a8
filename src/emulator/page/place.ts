import type { Surface } from "../acts/action.ts";
import type { Option } from "../block-kit/texts.ts";
import { findMessage } from "../state/messages.ts";
import { findView } from "../state/views.ts";
import type { World } from "../state/world.ts";

/** Who looks, and at what: the page's whole state stands in its address. */
export type Place = { userId: string; channelId: string };

/** What external selects were offered, by surface and field; the page has no memory of its own. */
export type Offers = Map<string, Option[]>;

export const homeChannel = "home";

/** A part of an address's query. */
export type Param = [name: string, value: string];

export function addressOf({ userId, channelId }: Place, more: readonly Param[] = []): string {
  return `/?${new URLSearchParams([["as", userId], ["channel", channelId], ...more])}#latest`;
}

/** A message or a view, as forms and links name it. */
export function surfaceKey(surface: Surface): Record<string, string> {
  if ("view" in surface) return { view: surface.view.id };
  return { in: surface.message.channelId, ts: surface.message.ts };
}

export function findSurface(world: World, userId: string, given: URLSearchParams): Surface | undefined {
  const viewId = given.get("view");
  if (viewId) {
    const view = findView(world, { viewId });
    return view?.userId === userId ? { view } : undefined;
  }
  const message = findMessage(world, given.get("in") ?? "", given.get("ts") ?? "");
  const isVisible = message && (message.ephemeralTo === undefined || message.ephemeralTo === userId);
  return isVisible ? { message } : undefined;
}

export const offerKey = (surface: Surface, field: string) => JSON.stringify([surfaceKey(surface), field]);
