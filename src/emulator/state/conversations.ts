import type { ConversationPicker } from "../block-kit/elements.ts";
import type { Channel } from "./channels.ts";
import { getPerson, type Person } from "./people.ts";
import type { World } from "./world.ts";

/**
 * What a conversation or channel menu lists for a person: nothing archived, nothing private that they are not in.
 * `channels_select` has public channels only. Of DMs there is only the one with the app, which is a bot's.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
export function conversationsFor(world: World, userId: string, element: ConversationPicker): Channel[] {
  const person = getPerson(world, userId);
  const visible = [...world.channels.values()].filter(
    (channel) => !channel.isArchived && isVisible(world, person, channel),
  );
  if (element.type === "channels_select" || element.type === "multi_channels_select")
    return visible.filter((channel) => channel.kind === "public");
  const { include, exclude_external_shared_channels, exclude_bot_users } = element.filter ?? {};
  return visible
    .filter((channel) => include === undefined || include.includes(channel.kind))
    .filter((channel) => !(exclude_external_shared_channels && channel.isExtShared))
    .filter((channel) => !(exclude_bot_users && channel.kind === "im"));
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
