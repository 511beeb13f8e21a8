import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../log.ts";

/**
 * Bolt's and the Web client's logger on ours. Their debug lines print whole bodies, with the codes typed in modals
 * (SLACK 2.10), so debug goes nowhere, whatever our level; of the rest an error's type and a first line's start are kept.
 */
export function boltLogger(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...parts) => log.info({ event: "slack_library", ...safe(parts) }, "Slack library"),
    warn: (...parts) => log.warn({ event: "slack_library", ...safe(parts) }, "Slack library"),
    error: (...parts) => log.error({ event: "slack_library", ...safe(parts) }, "Slack library"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

const maxText = 120;

/** An error by our own serializer; of text one short line, so that no body fits in it. */
function safe(parts: unknown[]): { err?: Error; text?: string } {
  const error = parts.find((part) => part instanceof Error);
  if (error) return { err: error };
  const text = parts.find((part) => typeof part === "string");
  return text === undefined ? {} : { text: text.split("\n", 1)[0]?.slice(0, maxText) ?? "" };
}
