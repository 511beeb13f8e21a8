import type { Snapshot } from "../page/seen.ts";
import type { Reader } from "../text/mrkdwn.ts";

/** How this person reads texts: names for ids, their own clock. Slack names no private channel to who is not in it. */
export function readerOf(seen: Snapshot, now: Date): Reader {
  const people = new Map(seen.people.map(({ id, name }) => [id, name]));
  people.set(seen.app.userId, seen.app.name);
  const channels = new Map([...seen.pickable, ...seen.channels].map(({ id, name }) => [id, name]));
  return {
    userName: (id) => people.get(id) ?? id,
    channelName: (id) => channels.get(id) ?? "private-channel",
    timeZone: seen.me.timeZone,
    now,
  };
}

/** "10:32 AM" in the reader's zone. */
export const timeOf = (ts: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" }).format(dateOf(ts));

export const dateOf = (ts: string): Date => new Date(Number(ts) * 1000);

/** The day as a divider names it: "Today", "Yesterday", "Friday, November 21". */
export function dayOf(ts: string, { timeZone, now }: Pick<Reader, "timeZone" | "now">): string {
  const day = (date: Date) =>
    new Intl.DateTimeFormat("en-US", { timeZone, weekday: "long", month: "long", day: "numeric" }).format(
      date,
    );
  const said = day(dateOf(ts));
  if (said === day(now)) return "Today";
  return said === day(new Date(now.getTime() - 24 * 60 * 60_000)) ? "Yesterday" : said;
}
