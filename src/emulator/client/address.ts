import type { Place } from "../page/seen.ts";

/** What the address asks for; empty parts are filled in by the server. */
export function placeOf(search: string): Place {
  const query = new URLSearchParams(search);
  return {
    userId: query.get("as") ?? "",
    channelId: query.get("channel") ?? "",
    threadTs: query.get("thread") ?? undefined,
  };
}

export function addressOf({ userId, channelId, threadTs }: Place): string {
  const given = { as: userId, channel: channelId, ...(threadTs ? { thread: threadTs } : {}) };
  return `/?${new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ""))}`;
}

/** The inspector; its way back leads to this place. */
export const inspectorAddress = (place: Place): string => addressOf(place).replace("/?", "/inspector?");

/** One tab beside the workspace, as a browser has one such panel beside a page. */
export const inspectorTab = "inspector";

export const isSamePlace = (a: Place, b: Place): boolean => addressOf(a) === addressOf(b);
