/** Wrong passwords in a row for one address before a pause (PCI DSS 8.3.4). */
const maxPasswords = 10;
/** Wrong setup codes where no password was asked for: five end the try, not the code (R12, R46). */
export const maxHalves = 5;
const lockMs = 30 * 60_000;

type Throttle = { failures: number; lockedUntil: Date | null };

/** Until when an address is paused; undefined when it is not. */
export function throttledUntil(throttle: Throttle | undefined, now: Date): Date | undefined {
  return throttle?.lockedUntil && throttle.lockedUntil > now ? throttle.lockedUntil : undefined;
}

/** The throttle after one more wrong password; a pause begins a new count. */
export function afterWrongPassword(failuresBefore: number, now: Date, max = maxPasswords): Throttle {
  const failures = failuresBefore + 1;
  if (failures < max) return { failures, lockedUntil: null };
  return { failures: 0, lockedUntil: new Date(now.getTime() + lockMs) };
}

const hourMs = 60 * 60_000;
/** Mails to one address within an hour: enough for a slip, too few to bury a mailbox. */
const maxPasswordMails = 3;

/** What counts the password mails of one address, known or not; undefined: no more for now. */
export function afterPasswordMail(
  before: { failures: number; lastFailureAt: Date } | undefined,
  now: Date,
): { failures: number } | undefined {
  const isFresh = before !== undefined && now.getTime() - before.lastFailureAt.getTime() < hourMs;
  const sent = isFresh ? before.failures : 0;
  return sent < maxPasswordMails ? { failures: sent + 1 } : undefined;
}
