import { blocksOf, type Surface, valuesOf } from "../acts/action.ts";
import { statefulOf } from "../block-kit/walk.ts";
import type { World } from "../state/world.ts";
import { readerOf, visibleText } from "../text/visible.ts";
import { type Drawing, fieldName } from "./elements.tsx";
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
    followHref: ({ blockId, actionId }) =>
      `/follow?${new URLSearchParams({ as: place.userId, ...key, block: blockId, action: actionId })}`,
    people: [...world.people.values()]
      .filter((person) => !person.deleted)
      .map((person) => ({ id: person.id, name: person.realName })),
    channels: [...world.channels.values()]
      .filter((channel) => channel.kind !== "im" && channel.members.has(place.userId))
      .map((channel) => ({ id: channel.id, name: `#${channel.name}` })),
    offered: Object.fromEntries(offered),
    scope: Object.values(key).join("-"),
  };
}

/** The hidden fields that say who acts where. */
export function hiddenFields(place: Place, surface: Surface): [string, string][] {
  return Object.entries({ as: place.userId, channel: place.channelId, ...surfaceKey(surface) });
}
