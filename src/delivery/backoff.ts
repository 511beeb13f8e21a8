import type { Deps } from "../deps.ts";

const firstWaitMs = 5000;
const longestWaitMs = 60 * 60_000;
/** Doubling to an hour, then hourly: about a day, which is how long a setup code lives and an outage may last. */
export const maxAttempts = 34;

/**
 * How long to wait after the `attempts`th failure: 5 s, 10 s, 20 s … 1 h, each ±20 % so that what failed together does not
 * come back together. Never sooner than the other side asked for.
 */
export function waitMs(
  randomBytes: Deps["randomBytes"],
  { attempts, retryAfterMs = 0 }: { attempts: number; retryAfterMs?: number | undefined },
): number {
  const planned = Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs);
  const jitter = 0.8 + (0.4 * randomBytes(2).readUInt16BE()) / 0xffff;
  return Math.max(Math.round(planned * jitter), retryAfterMs);
}
