const minute = 60_000;

/** Wrong codes that end one challenge, or one set-up of a number (R12, PCI DSS 8.3.4). */
export const maxPerChallenge = 5;
/** Consecutive wrong codes, of any kind and on any surface, that lock the account's codes (R12). */
export const maxPerAccount = 10;
/** Consecutive wrong codes that turn one factor off for good (R13, 63B 3.2.2). */
export const maxPerFactor = 100;
/** PCI DSS 8.3.4: at least 30 minutes. */
export const lockMs = 30 * minute;
/** "Lock now" holds so long, and one person may press it so often a day. */
export const holdMs = 4 * 60 * minute;
export const maxHoldsPerDay = 3;
/** A step-up is for now: long enough to call somebody meanwhile, short enough to forget (R37). */
export const stepUpLifetimeMs = 10 * minute;
/** The time between the password and the code, or the setup code from the mail. */
export const signInLifetimeMs = 15 * minute;

type Challenge = {
  epoch: number;
  attempts: number;
  expiresAt: Date;
  consumedAt: Date | null;
  voidedAt: Date | null;
};
type Account = {
  mfaEpoch: number;
  codeFailures: number;
  lockedUntil: Date | null;
  heldUntil: Date | null;
};

export type ChallengeFault =
  | "locked"
  | "held"
  | "challenge_spent"
  | "challenge_expired"
  | "challenge_exhausted";

/** Whether a code may be tried now: before it is looked at, so that a locked account is no oracle. */
export function attemptFault(account: Account, challenge: Challenge, now: Date): ChallengeFault | undefined {
  if (isHeld(account, now)) return "held";
  if (isLocked(account, now)) return "locked";
  if (challenge.consumedAt) return "challenge_spent";
  // Begun before a reset: void, whatever else holds (R44).
  if (challenge.voidedAt || challenge.epoch !== account.mfaEpoch) return "challenge_expired";
  if (challenge.expiresAt <= now) return "challenge_expired";
  if (challenge.attempts >= maxPerChallenge) return "challenge_exhausted";
  return undefined;
}

export const isLocked = (account: Pick<Account, "lockedUntil">, now: Date) =>
  account.lockedUntil !== null && account.lockedUntil > now;

/** "Lock now": somebody said that the phone may be in the wrong hands. */
export const isHeld = (account: Pick<Account, "heldUntil">, now: Date) =>
  account.heldUntil !== null && account.heldUntil > now;

/** The account after one more wrong code. A lock that has run out begins a new count. */
export function afterWrongCode(
  account: Pick<Account, "codeFailures" | "lockedUntil">,
  now: Date,
): { codeFailures: number; lockedUntil: Date | null } {
  const before = account.lockedUntil === null ? account.codeFailures : 0;
  const codeFailures = before + 1;
  return {
    codeFailures,
    lockedUntil: codeFailures >= maxPerAccount ? new Date(now.getTime() + lockMs) : null,
  };
}

/** How many more tries either limit leaves. */
export const triesLeft = (attempts: number, codeFailures: number) =>
  Math.max(0, Math.min(maxPerChallenge - attempts, maxPerAccount - codeFailures));
