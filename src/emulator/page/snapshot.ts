import { hasHome } from "../delivery/events.ts";
import { type Channel, channelsOf, openDm } from "../state/channels.ts";
import { conversationName, visibleTo } from "../state/conversations.ts";
import type { Message } from "../state/messages.ts";
import { messagesSeenBy } from "../state/messages.ts";
import { getPerson, type Person } from "../state/people.ts";
import { isUnread } from "../state/unread.ts";
import { stackOf } from "../state/views.ts";
import { isInstalled, type World } from "../state/world.ts";
import { readerOf } from "../text/visible.ts";
import { type Eyes, messageSeen, viewSeen } from "./picture.ts";
import { type ChannelSeen, homeChannel, type PersonSeen, type Place, type Snapshot } from "./seen.ts";
import { settingsOf } from "./settings.ts";

/** All that a person sees now, at this place, with so many messages of its history. */
export function snapshotOf(world: World, place: Place, shown: number): Snapshot {
  const { userId } = place;
  const person = getPerson(world, userId);
  const channels = channelsOf(world, userId);
  const isDeleted = person.deleted;
  const home = world.homes.get(userId);
  const eyes = { world, userId, reader: readerOf(world, userId) };
  return {
    place,
    team: world.team.name,
    app: {
      userId: world.app.botUserId,
      name: world.app.name,
      isInstalled: isInstalled(world),
      hasHome: hasHome(world),
      dmId: openDm(world, userId).id,
    },
    me: { ...personSeen(world, person), timeZone: person.timeZone },
    people: [...world.people.values()].filter((one) => !one.isBot).map((one) => personSeen(world, one)),
    channels: channels.map((channel) => channelSeen(world, userId, channel)),
    pickable: visibleTo(world, userId).map((channel) => channelSeen(world, userId, channel)),
    ...offersOf(world),
    canCreateApps: world.canCreateApps,
    settings: settingsOf(world, place).map(({ verb, label }) => ({ verb, label })),
    faultsOn: world.faults.list().length,
    ...historyOf(eyes, isDeleted ? undefined : place, shown),
    lookedTs: world.looks.get(userId)?.get(place.channelId) ?? "",
    home: place.channelId === homeChannel && home && !isDeleted ? viewSeen(eyes, home) : undefined,
    modals: isDeleted ? [] : stackOf(world, userId).map((view) => viewSeen(eyes, view)),
  };
}

/** What the app's manifest offers, while it is installed. */
function offersOf(world: World): Pick<Snapshot, "commands" | "globalShortcuts" | "messageShortcuts"> {
  if (!isInstalled(world)) return { commands: [], globalShortcuts: [], messageShortcuts: [] };
  const { commands = [], globalShortcuts = [], messageShortcuts = [] } = world.declared;
  return { commands, globalShortcuts, messageShortcuts };
}

/**
 * The last messages of a channel, each root with what hangs under it, and the open thread. A reply whose root is
 * forgotten stands by itself.
 */
function historyOf(
  eyes: Eyes,
  place: Place | undefined,
  shown: number,
): Pick<Snapshot, "messages" | "hasEarlier" | "thread"> {
  if (!place) return { messages: [], hasEarlier: false, thread: [] };
  const all = messagesSeenBy(eyes.world, eyes.userId, place.channelId);
  const known = new Set(all.filter((message) => message.threadTs === undefined).map(({ ts }) => ts));
  const threads = new Map<string, Message[]>();
  const roots: Message[] = [];
  for (const message of all) {
    const { threadTs } = message;
    if (threadTs === undefined || !known.has(threadTs)) roots.push(message);
    else if (threads.get(threadTs)?.push(message) === undefined) threads.set(threadTs, [message]);
  }
  const see = (message: Message) => messageSeen(eyes, message, threads.get(message.ts) ?? []);
  const { threadTs } = place;
  const open = roots.filter(({ ts }) => ts === threadTs).concat(threads.get(threadTs ?? "") ?? []);
  return {
    messages: roots.slice(-shown).map(see),
    hasEarlier: roots.length > shown,
    thread: open.map(see),
  };
}

function personSeen(world: World, person: Person): PersonSeen {
  return {
    id: person.id,
    name: person.realName,
    handle: person.name,
    isDeleted: person.deleted,
    standings: standingsOf(world, person),
    hasUnread: channelsOf(world, person.id).some((channel) => isUnread(world, person.id, channel)),
  };
}

/** What tells a person from a full member. */
function standingsOf(world: World, person: Person): string[] {
  const isExternal = person.isStranger || person.teamId !== world.team.id;
  const isGuest = person.isRestricted || person.isUltraRestricted;
  return [
    ...(person.deleted ? ["Deactivated"] : []),
    ...(isExternal ? ["Other company"] : []),
    ...(isGuest ? ["Guest"] : []),
  ];
}

function channelSeen(world: World, userId: string, channel: Channel): ChannelSeen {
  const { id, kind, isExtShared, isArchived } = channel;
  const name = kind === "im" ? conversationName(world, id) : channel.name;
  return { id, name, kind, isExtShared, isArchived, isUnread: isUnread(world, userId, channel) };
}
