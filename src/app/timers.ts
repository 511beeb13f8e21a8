import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";
import { within } from "../store/within.ts";

/** A round takes moments; one that takes this long waits for a connection that is no more. */
const longestMs = 60_000;

/** Runs `work` again and again until stopped: lapses and reminders are due to the minute. A failure is logged and tried again: the timer's row is still due. */
export function startTimers(
  work: () => Promise<unknown>,
  log: Log,
  intervalMs = 5000,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  /** A connection that died may never say so: the next look is taken all the same. */
  const bounded = () => within(work(), { ms: longestMs, what: "the timers did not end" });
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await bounded().catch((err: unknown) => log.error({ event: "timers_failed", err }, "timers failed"));
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = loop();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
