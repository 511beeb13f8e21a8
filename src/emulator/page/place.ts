import type { Surface } from "../acts/action.ts";
import { hasHome } from "../delivery/events.ts";
import { channelsOf } from "../state/channels.ts";
import { findMessage, type Message } from "../state/messages.ts";
import { getPerson } from "../state/people.ts";
import { findView } from "../state/views.ts";
import type { World } from "../state/world.ts";
import type { At } from "./deed.ts";
import { homeChannel, type Place } from "./seen.ts";

/** Where an address leads: to the first person, or their first channel, where it names nobody or nothing. */
export function placeIn(world: World, query: URLSearchParams): Place | undefined {
  const person = world.people.get(query.get("as") ?? "") ?? [...world.people.values()][0];
  if (!person) return undefined;
  const channels = channelsOf(world, person.id);
  const wanted = query.get("channel");
  if (wanted === homeChannel && hasHome(world))
    return { userId: person.id, channelId: homeChannel, threadTs: undefined };
  const channel = channels.find((one) => one.id === wanted) ?? channels[0];
  if (!channel) return undefined;
  const root = findMessage(world, channel.id, query.get("thread") ?? "");
  return { userId: person.id, channelId: channel.id, threadTs: root?.ts };
}

/** The message or view that somebody acts in, if they see it. */
export function findSurface(world: World, userId: string, at: At): Surface | undefined {
  if ("viewId" in at) {
    const view = findView(world, { viewId: at.viewId });
    return view?.userId === userId ? { view } : undefined;
  }
  const message = findMessage(world, at.channelId, at.ts);
  return message && isSeenBy(world, userId, message) ? { message } : undefined;
}

function isSeenBy(world: World, userId: string, message: Message): boolean {
  const isMember = world.channels.get(message.channelId)?.members.has(userId) ?? false;
  return isMember && (message.ephemeralTo === undefined || message.ephemeralTo === userId);
}

/** Nobody writes in an archived channel or where they are not, nor anywhere once they are deactivated. */
export function canWrite(world: World, { userId, channelId }: Omit<Place, "threadTs">): boolean {
  const channel = world.channels.get(channelId);
  const isOpen = channel !== undefined && !channel.isArchived && channel.members.has(userId);
  return isOpen && !getPerson(world, userId).deleted;
}
