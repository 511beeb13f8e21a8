import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../log.ts";

/** Runs `work` again and again until stopped: lapses and reminders are due to the minute. A failure is logged and tried again: the timer's row is still due. */
export function startTimers(
  work: () => Promise<unknown>,
  log: Log,
  intervalMs = 5000,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await work().catch((err: unknown) => log.error({ event: "timers_failed", err }, "timers failed"));
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
