import type { Refusal } from "./refusal.ts";

const day = 24 * 60 * 60_000;
/** A call for help stays open so long. */
export const helpCallLifetimeMs = day;
/** Whoever has the password can ring so often, and no bell rings for nothing all day (DESIGN 3). */
const maxPerDay = 2;
export const helpCallWindowMs = day;
/** Read over the phone: it adds to a call that knows the voice, and proves nothing alone. */
export const helpNumberDigits = 4;

/** May the person ask once more now? */
export function helpCallRefusal(
  lately: { count: number; oldest: Date | null },
  now: Date,
): Extract<Refusal, { code: "help_limit" }> | undefined {
  if (lately.count < maxPerDay) return undefined;
  return { code: "help_limit", until: new Date((lately.oldest ?? now).getTime() + helpCallWindowMs) };
}
