import { inOfficeHours } from "./request.ts";

/** The tenant of events without a company. It is no company's id, which has ten characters and never an i, l or o. */
export const installationId = "installation";
/** Its name beside the companies' short ones, of which none may be it. */
export const installationChain = "installation";

const hourMs = 60 * 60_000;
const minuteMs = 60_000;

/** The first 8:00 in the zone after a time, to the minute: a mail a day comes with the morning's, and no phone rings at night. */
export function nextCheckpointAt(after: Date, zone: string): Date {
  const inHours = inOfficeHours(after, zone);
  // In office hours it is the time itself: ten hours on it is evening, and the next opening another day's.
  const next = inHours > after ? inHours : inOfficeHours(new Date(after.getTime() + 10 * hourMs), zone);
  return new Date(Math.floor(next.getTime() / minuteMs) * minuteMs);
}

/** The next one after a checkpoint that is made now. Where clocks changed in the night it is made an hour early: not twice. */
export const followingCheckpointAt = (now: Date, zone: string) =>
  nextCheckpointAt(new Date(now.getTime() + 2 * hourMs), zone);

/** Of a chain that stands still people hear once a week, so that silence means something; hours less, as 8:00 moves with the clocks. */
const quietMs = 7 * 24 * hourMs - 12 * hourMs;

type Told = { hash: string; at: Date };

/** Whether people are sent a checkpoint: whenever anything happened since the last one that they were sent. */
export const isCheckpointTold = (last: Told | undefined, { hash, at }: Told): boolean =>
  !last || last.hash !== hash || at.getTime() - last.at.getTime() >= quietMs;
