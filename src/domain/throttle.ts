/** Wrong passwords in a row for one address before a pause (PCI DSS 8.3.4). */
const maxPasswords = 10;
/**
 * Wrong setup codes for one address from one network, where no password was asked for: five end the try, not the code (R12, R46).
 * From elsewhere the owner of the address goes on: a stranger who knows it keeps nobody out.
 */
export const maxHalvesFromNetwork = 5;
/**
 * For one address from all networks, in half an hour; so no more than 2450 a day, which a code lives. Both halves together are 50
 * bits: one chance in 4 * 10^11. Who reads the mailbox knows one half, and guesses at the other's 25 bits: one in 13,000.
 */
const maxHalves = 50;
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

type Counted = { failures: number; lockedUntil: Date | null; lastFailureAt: Date };

/** Of what all networks typed wrong for one address, one is forgotten every 36 seconds: what trickles in from one of them never pauses the others. */
export function afterWrongHalves(before: Counted | undefined, now: Date): Throttle {
  const sinceMs = before ? now.getTime() - before.lastFailureAt.getTime() : 0;
  const forgotten = Math.floor(sinceMs / (lockMs / maxHalves));
  return afterWrongPassword(Math.max(0, (before?.failures ?? 0) - forgotten), now, maxHalves);
}

const hourMs = 60 * 60_000;
/** Mails to one address within an hour: enough for a slip, too few to bury a mailbox. */
const maxPasswordMails = 3;

type MailCount = { failures: number; lastFailureAt: Date };

/**
 * What counts the password mails of one address, known or not. The first one too many is counted, too, so that it is recorded
 * once, and leaves the hour as it is; undefined: after that one, nothing is to be mailed or recorded.
 */
export function afterPasswordMail(
  before: MailCount | undefined,
  now: Date,
): (MailCount & { isTooMany: boolean }) | undefined {
  const isFresh = before !== undefined && now.getTime() - before.lastFailureAt.getTime() < hourMs;
  const asked = isFresh ? before.failures : 0;
  if (asked > maxPasswordMails) return undefined;
  const isTooMany = asked === maxPasswordMails;
  return { failures: asked + 1, lastFailureAt: isTooMany && before ? before.lastFailureAt : now, isTooMany };
}
