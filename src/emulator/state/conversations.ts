import type { ConversationPicker } from "../block-kit/elements.ts";
import type { Channel } from "./channels.ts";
import { offeredBy } from "./conversation-filter.ts";
import { getPerson, type Person } from "./people.ts";
import type { World } from "./world.ts";

/**
 * What a conversation or channel menu lists for a person: nothing archived, nothing private that they are not in.
 * `channels_select` has public channels only. Of DMs there is only the one with the app, which is a bot's.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
export function conversationsFor(world: World, userId: string, element: ConversationPicker): Channel[] {
  return offeredBy(element, visibleTo(world, userId));
}

/** All that could be listed for a person. */
export function visibleTo(world: World, userId: string): Channel[] {
  const person = getPerson(world, userId);
  return [...world.channels.values()].filter(
    (channel) => !channel.isArchived && isVisible(world, person, channel),
  );
}

/** Guests and people of other companies see only the channels they were brought into. */
function isVisible(world: World, person: Person, channel: Channel): boolean {
  if (channel.members.has(person.id)) return true;
  const isGuest = person.isRestricted || person.isUltraRestricted;
  return channel.kind === "public" && !isGuest && !person.isStranger && person.teamId === world.team.id;
}

/** A conversation as its menu and its mentions write it. */
export function conversationName(world: World, channelId: string): string {
  const channel = world.channels.get(channelId);
  if (!channel) return channelId;
  return channel.kind === "im" ? world.app.name : `#${channel.name}`;
}
