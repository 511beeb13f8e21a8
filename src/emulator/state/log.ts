import type { Delivery } from "./delivery.ts";
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
  /** What Slack delivered, so that it can be delivered again. */
  delivery?: Delivery | undefined;
};

type NewEntry = Pick<LogEntry, "from" | "kind" | "request"> & Partial<Pick<LogEntry, "via" | "delivery">>;

/** An entry that is not in the log, of a request that was never made: the app did nothing wrong. */
export function newEntry(world: World, given: NewEntry): LogEntry {
  world.lastEntry += 1;
  return {
    ...{ id: `r${world.lastEntry}`, at: world.now(), via: "http", ms: 0 },
    ...{ answer: undefined, problem: undefined, ...given },
  };
}

/** Writes a request down before it is answered; the oldest beyond the bounds are forgotten. */
export function record(world: World, given: NewEntry): LogEntry {
  const entry = newEntry(world, given);
  world.log.push(entry);
  trim(world);
  return entry;
}

/** Bodies are up to a megabyte, so that a number of entries alone would bound nothing. */
export function trim(world: World): void {
  const { log, limits } = world;
  let bytes = logBytes(world);
  while (log.length > limits.logEntries || (bytes > limits.logBytes && log.length > 1)) {
    const oldest = log.shift();
    if (oldest) bytes -= bytesOf(oldest);
  }
}

const bytesOf = ({ request, answer }: LogEntry) => request.body.length + (answer?.body.length ?? 0);

const logBytes = (world: World): number => world.log.reduce((sum, entry) => sum + bytesOf(entry), 0);

/** Everything the app did wrong, or did too late. */
export function problems(world: World): string[] {
  return world.log.flatMap((entry) => (entry.problem ? [`${entry.kind}: ${entry.problem}`] : []));
}
