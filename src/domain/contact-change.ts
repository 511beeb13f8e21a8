const minute = 60_000;
const hour = 60 * minute;

/** The link in the new mailbox works so long (R51). */
export const emailLinkLifetimeMs = 24 * hour;

/** A new contact phone is confirmed while its owner sits before the page: long enough to have the code texted again. */
export const phoneChangeLifetimeMs = 30 * minute;

/** How often one person may begin to change their email, or their phone, within `contactWindowMs`: each sends a message of the company's to any address that is typed. */
export const maxContactChanges = 5;
export const contactWindowMs = 24 * hour;

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
