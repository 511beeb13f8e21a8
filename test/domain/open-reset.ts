import { hour } from "../helpers/clock.ts";

/** A reset of an hour ago that waits for its person, with most of its window left. */
export function openReset(now: Date) {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  return {
    outcome: "open",
    isPasswordForgotten: false,
    executedAt: ago(hour),
    codeSentAt: ago(hour),
    codeExpiresAt: ago(-23 * hour),
    resends: 0,
    windowEndsAt: ago(-71 * hour),
  } as const;
}
