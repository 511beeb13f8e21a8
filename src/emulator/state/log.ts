import type { World } from "./world.ts";

/** One request and its answer, either way, as they went over the wire. */
export type LogEntry = {
  at: Date;
  from: "slack" | "app";
  /** The payload's type, the event's name, or the Web API method. */
  kind: string;
  request: { url: string; headers: Record<string, string>; body: string };
  answer: { status: number; body: string } | undefined;
  ms: number;
  /** What was wrong with it, in words: late, refused, not what Slack takes. */
  problem: string | undefined;
};

export function record(world: World, entry: LogEntry): LogEntry {
  world.log.push(entry);
  if (world.log.length > world.limits.logEntries) world.log.shift();
  return entry;
}

/** Everything the app did wrong, or did too late. */
export function problems(world: World): string[] {
  return world.log.flatMap((entry) => (entry.problem ? [`${entry.kind}: ${entry.problem}`] : []));
}
