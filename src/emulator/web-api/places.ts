import { type Channel, openDm } from "../state/channels.ts";
import type { World } from "../state/world.ts";
import { hasScope } from "./method.ts";

/** Where a `channel` argument leads: an id, a #name, or a person (their DM with the app). */
export function findPlace(world: World, given: string): Channel | undefined {
  const person = world.people.get(given);
  if (person) return person.isBot || person.deleted ? undefined : openDm(world, given);
  const name = given.replace(/^#/, "");
  return world.channels.get(given) ?? [...world.channels.values()].find((channel) => isNamed(channel, name));
}

const isNamed = (channel: Channel, name: string) => channel.kind !== "im" && channel.name === name;

/** What keeps the app from posting there, in Slack's words. Private places it is not in do not exist for it. */
export function postingRefusal(world: World, channel: Channel | undefined): string | undefined {
  if (!channel) return "channel_not_found";
  if (!channel.members.has(world.app.botUserId)) {
    if (channel.kind !== "public") return "channel_not_found";
    if (!(world.declared.scopes && hasScope(world, "chat:write.public"))) return "not_in_channel";
  }
  return channel.isArchived ? "is_archived" : undefined;
}
