const minute = 60_000;
const hour = 60 * minute;

/** The link in the new mailbox works so long (R51). */
export const emailLinkLifetimeMs = 24 * hour;

/** A new contact phone is confirmed while its owner sits before the page: long enough to have the code texted again. */
export const phoneChangeLifetimeMs = 30 * minute;

type Change = {
  userId: string;
  epoch: number;
  expiresAt: Date;
  doneAt: Date | null;
  voidedAt: Date | null;
};

/** Whether a change still waits for its confirmation. One that was begun before a reset never does again (R44). */
export const isWaiting = (change: Change, user: { mfaEpoch: number }, now: Date) =>
  !change.doneAt && !change.voidedAt && change.expiresAt > now && change.epoch === user.mfaEpoch;
