import type { Delivery } from "./delivery.ts";
import type { CallFault, DeliveryFault } from "./faults.ts";
import type { World } from "./world.ts";

/** One request and its answer, either way, as they went over the wire. */
export type LogEntry = {
  id: string;
  at: Date;
  from: "slack" | "app";
  /** A socket carries what Slack sends in Socket Mode; all else is HTTP. */
  via: "http" | "socket";
  /** The payload's type, the event's name, or the Web API method. */
  kind: string;
  request: { url: string; headers: Record<string, string>; body: string };
  answer: { status: number; body: string } | undefined;
  ms: number;
  /** What was wrong with it, in words: late, refused, not what Slack takes. */
  problem: string | undefined;
  /** Slack's patience ended before the app answered. */
  isLate?: boolean;
  /** The kind of fault that befell it, by switch or by sentinel; not the app's mistake. */
  fault?: (CallFault | DeliveryFault)["kind"] | undefined;
  /** What it counts for in the bound of the log; nothing once forgotten. */
  bytes: number;
  /** What Slack delivered, so that it can be delivered again. */
  delivery?: Delivery | undefined;
};

type NewEntry = Pick<LogEntry, "from" | "kind" | "request"> & Partial<Pick<LogEntry, "via" | "delivery">>;

/** An entry that is not in the log, of a request that was never made: the app did nothing wrong. */
export function newEntry(world: World, given: NewEntry): LogEntry {
  world.lastEntry += 1;
  return {
    ...{ id: `r${world.lastEntry}`, at: world.now(), via: "http", ms: 0, bytes: 0 },
    ...{ answer: undefined, problem: undefined, ...given },
  };
}

/** Writes a request down before it is answered. */
export function record(world: World, given: NewEntry): LogEntry {
  const entry = newEntry(world, given);
  world.log.push(entry);
  weigh(world, entry);
  return entry;
}

/** The answer is there, and how long it took. */
export function complete(world: World, entry: LogEntry, startedAt: number): void {
  entry.ms = performance.now() - startedAt;
  // One that was forgotten meanwhile weighs nothing any more.
  if (entry.bytes > 0) weigh(world, entry);
}

/**
 * Forgets the oldest beyond the bounds. Bodies are up to a megabyte, so that a number of entries alone would bound
 * nothing.
 */
function weigh(world: World, entry: LogEntry): void {
  const { log, limits } = world;
  const bytes = 1 + entry.request.body.length + (entry.answer?.body.length ?? 0);
  world.logBytes += bytes - entry.bytes;
  entry.bytes = bytes;
  while (log.length > limits.logEntries || (world.logBytes > limits.logBytes && log.length > 1)) {
    const oldest = log.shift();
    world.logBytes -= oldest?.bytes ?? 0;
    if (oldest) oldest.bytes = 0;
  }
}

/** Everything the app did wrong, or did too late. */
export function problems(world: World): string[] {
  return world.log.flatMap((entry) => (entry.problem ? [`${entry.kind}: ${entry.problem}`] : []));
}
