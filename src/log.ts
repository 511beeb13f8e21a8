import { type DestinationStream, type Logger, pino } from "pino";

/** Logs carry an event name and flat ids: never a body, view, row, config, email or secret (R64). */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/** JSON lines on standard output, or on `destination`. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: flatError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Type, message and stack of an error and its causes; other properties (a query's parameters, a request's body) stay out. */
function flatError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause === undefined ? {} : { cause: flatError(error.cause) };
  return { type: error.name, message: firstLine(error.message), stack: frames(error), ...cause };
}

/** drizzle puts a statement's parameters on the later lines of its message: only the first line is safe. */
const firstLine = (message: string) => message.split("\n", 1)[0];

const frames = (error: Error) =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
