const minute = 60_000;

/** The link from Slack to the portal (R54). */
export const linkLifetimeMs = 15 * minute;
/** The number from the portal to Slack. */
export const numberLifetimeMs = 5 * minute;
export const numberDigits = 6;
/** Wrong numbers that end the attempt. */
export const maxNumberTries = 3;

type Attempt = { endedAt: Date | null; expiresAt: Date; userId: string | null };

/** Whether a link may still be claimed by this person. Another's claim makes it as dead as an old one. */
export function linkRefusal(attempt: Attempt | undefined, userId: string, now: Date) {
  if (!attempt) return { code: "link_unknown" } as const;
  const isOthers = attempt.userId !== null && attempt.userId !== userId;
  if (attempt.endedAt || attempt.expiresAt <= now || isOthers) return { code: "link_expired" } as const;
  return undefined;
}
