import { blocksOf, type Surface, valuesOf } from "../acts/action.ts";
import { statefulOf } from "../block-kit/walk.ts";
import { conversationName, conversationsFor } from "../state/conversations.ts";
import type { World } from "../state/world.ts";
import { readerOf, visibleText } from "../text/visible.ts";
import { type Drawing, fieldName } from "./field.ts";
import { type Offers, offerKey, type Place, surfaceKey } from "./place.ts";

/** What drawing a message or a view for this person needs. */
export function drawingOf(
  world: World,
  place: Place,
  { surface, offers }: { surface: Surface; offers: Offers },
): Drawing {
  const reader = readerOf(world, place.userId);
  const key = surfaceKey(surface);
  const offered = statefulOf(blocksOf(surface)).map(({ blockId, actionId }) => {
    const name = fieldName(blockId, actionId);
    const options = offers.get(offerKey(surface, name)) ?? [];
    return [
      name,
      options.map((option) => ({ text: visibleText(option.text, reader), value: option.value })),
    ] as const;
  });
  return {
    reader,
    values: valuesOf(surface, place.userId),
    errors: "view" in surface ? surface.view.errors : {},
    followHref: ({ blockId, actionId }, choice) => {
      const where = { as: place.userId, ...key, block: blockId, action: actionId };
      return `/follow?${new URLSearchParams({ ...where, ...(choice ? { choice } : {}) })}`;
    },
    people: [...world.people.values()]
      .filter((person) => !person.deleted)
      .map((person) => ({ text: person.realName, value: person.id })),
    conversations: (element) =>
      conversationsFor(world, place.userId, element).map(({ id }) => ({
        text: conversationName(world, id),
        value: id,
      })),
    offered: Object.fromEntries(offered),
    scope: Object.values(key).join("-"),
  };
}

/** The hidden fields that say who acts where. */
export function hiddenFields(place: Place, surface: Surface): [string, string][] {
  return Object.entries({ as: place.userId, channel: place.channelId, ...surfaceKey(surface) });
}
