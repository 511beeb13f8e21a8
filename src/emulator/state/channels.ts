import { touch } from "./listeners.ts";
import { getPerson } from "./people.ts";
import type { World } from "./world.ts";

export type Channel = {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  members: Set<string>;
  isExtShared: boolean;
  isArchived: boolean;
  createdAt: Date;
};

export type NewChannel = {
  id: string;
  name: string;
  kind?: "public" | "private";
  /** User ids; by default everybody of the workspace, and people of other companies where it is shared. */
  members?: string[];
  /** Whether the app has been invited; by default yes. */
  hasApp?: boolean;
  isExtShared?: boolean;
  isArchived?: boolean;
};

export function addChannel(world: World, given: NewChannel): Channel {
  const members = new Set(given.members ?? everybody(world, given.isExtShared ?? false));
  if (given.hasApp ?? true) members.add(world.app.botUserId);
  else members.delete(world.app.botUserId);
  const channel: Channel = {
    id: given.id,
    name: given.name,
    kind: given.kind ?? "public",
    members,
    isExtShared: given.isExtShared ?? false,
    isArchived: given.isArchived ?? false,
    createdAt: world.now(),
  };
  world.channels.set(channel.id, channel);
  touch(world);
  return channel;
}

function everybody(world: World, isShared: boolean): string[] {
  const people = [...world.people.values()].filter((person) => isShared || !person.isStranger);
  return people.map((person) => person.id);
}

/** The DM of the app and a person. Its id follows from the person's, so it outlives a restart. */
export function openDm(world: World, userId: string): Channel {
  const person = getPerson(world, userId);
  const id = `D${person.id.slice(1)}`;
  const known = world.channels.get(id);
  if (known) return known;
  const dm: Channel = {
    id,
    name: "directmessage",
    kind: "im",
    members: new Set([person.id, world.app.botUserId]),
    isExtShared: false,
    isArchived: false,
    createdAt: world.now(),
  };
  world.channels.set(id, dm);
  return dm;
}

/** The person at the other end of a DM with the app. */
export function personOfDm(world: World, channel: Channel): string {
  return [...channel.members].find((id) => id !== world.app.botUserId) ?? "";
}

/** `channel_name` in commands: Slack hides the names of private places. */
export function nameInPayload(channel: Channel): string {
  if (channel.kind === "im") return "directmessage";
  return channel.kind === "private" ? "privategroup" : channel.name;
}

export function getChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw new Error(`no channel ${id}; there are ${[...world.channels.keys()].join(", ")}`);
  return channel;
}

/** The channels a person sees, DM of the app last. */
export function channelsOf(world: World, userId: string): Channel[] {
  openDm(world, userId);
  const mine = [...world.channels.values()].filter((channel) => channel.members.has(userId));
  return [
    ...mine.filter((channel) => channel.kind !== "im"),
    ...mine.filter((channel) => channel.kind === "im"),
  ];
}
