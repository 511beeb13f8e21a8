import type { Snapshot } from "../page/seen.ts";

/**
 * What is as it was stays the very same object, so that of a long history only the rows that changed are drawn again.
 */
export function shared(before: Snapshot | undefined, after: Snapshot): Snapshot {
  if (!before) return after;
  return {
    ...after,
    messages: sharedList(before.messages, after.messages),
    thread: sharedList(before.thread, after.thread),
    people: same(before.people, after.people),
    channels: same(before.channels, after.channels),
    messageShortcuts: same(before.messageShortcuts, after.messageShortcuts),
  };
}

function sharedList<T extends { ts: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Map(before.map((one) => [one.ts, one]));
  return after.map((one) => same(known.get(one.ts), one));
}

const same = <T>(before: T | undefined, after: T): T =>
  before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
