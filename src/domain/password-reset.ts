import { isHeld } from "./attempt.ts";
import type { Refusal } from "./refusal.ts";
import { isLapsed, verificationLifetimeMs } from "./reset.ts";

/** Long enough to find the mail, short enough that an old mailbox is worth nothing. */
export const passwordLinkLifetimeMs = 30 * 60_000;

/** Why no new password may be chosen by mail, though the address is an account's (R28). */
export type PasswordBlock = "invited" | "not_set_up" | "reset_waits" | "held";

type Account = {
  status: "invited" | "active" | "deactivated";
  firstEnrolledAt: Date | null;
  heldUntil: Date | null;
};
type LatestReset = Parameters<typeof isLapsed>[0];

/**
 * Whether the mailbox may open the choice of a new password. Never where it alone would then end in a factor: before the first
 * set-up, where the password leads straight to it, and while a setup code goes to the same mailbox. And not while somebody
 * says that the phone is stolen: mailbox and codes are often on it, both (R28).
 */
export function passwordBlock(
  user: Account,
  reset: LatestReset | undefined,
  now: Date,
): PasswordBlock | undefined {
  if (user.status === "invited") return "invited";
  if (user.firstEnrolledAt === null) return "not_set_up";
  if (isHeld(user, now)) return "held";
  return reset && waits(reset, now) ? "reset_waits" : undefined;
}

/** Open, or lapsed and still to be renewed: then a new code may go to the mailbox at any time. */
function waits(reset: LatestReset, now: Date): boolean {
  if (reset.outcome !== "open" && reset.outcome !== "lapsed") return false;
  return !isLapsed(reset, now) || now.getTime() - reset.executedAt.getTime() < verificationLifetimeMs;
}

type Link = { epoch: number; createdAt: Date; expiresAt: Date; usedAt: Date | null; voidedAt: Date | null };
type Owner = Pick<Account, "status"> & { mfaEpoch: number; emailChangedAt: Date | null };

/** Why a mailed link is worth nothing any more: also one from before a reset (R44), and one to an address that is no longer the person's. */
export function passwordLinkRefusal(link: Link | undefined, user: Owner, now: Date): Refusal | undefined {
  if (!link || user.status !== "active") return { code: "password_link_unknown" };
  const isSpent = link.usedAt || link.voidedAt || link.expiresAt <= now;
  const isFromBefore =
    link.epoch !== user.mfaEpoch || (user.emailChangedAt !== null && user.emailChangedAt > link.createdAt);
  return isSpent || isFromBefore ? { code: "password_link_over" } : undefined;
}
