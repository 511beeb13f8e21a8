import type { ApprovalReason, Refusal } from "./refusal.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A setup code lives a day (R46). */
const codeLifetimeMs = 24 * hour;
/** From execution or renewal: after it the reset lapses (DESIGN 3). */
const windowMs = 72 * hour;
export const maxResends = 5;
export const resendWaitMs = 2 * minute;
/** A verification of the person stands so long; then a new reset. */
export const verificationLifetimeMs = 7 * day;
/** "I didn't ask for this" works so long. */
export const stopLinkLifetimeMs = 7 * day;
/** A change of email, phone or password this young makes a reset need an approval (R28, R51). */
export const latelyChangedMs = 7 * day;
/** So does a reset that was completed or stopped in this time. */
export const latelyResetMs = 30 * day;

/** Velocity limits (R50). Sending a code again does not count. */
export const limits = {
  actor: { max: 10, windowMs: hour },
  subject: { max: 3, windowMs: day },
  company: { max: 30, windowMs: day },
} as const;

export type ResetReason = "lost_phone" | "new_phone" | "stolen" | "codes_fail" | "other";
export type VerifiedHow = "called" | "video" | "in_person" | "vouched";

type Person = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  status: "invited" | "active" | "deactivated";
  isAdministrator: boolean;
  firstEnrolledAt: Date | null;
  lockedUntil: Date | null;
  emailChangedAt: Date | null;
  contactPhoneChangedAt: Date | null;
  passwordChangedAt: Date | null;
};

type ResetFacts = {
  actor: { id: string; isPaymentsAdmin: boolean; relationship: "employee" | "payee" };
  subject: Person;
  /** Asked for by somebody who may not reset, to be decided by somebody who may. */
  isAsk: boolean;
  helpers: string[];
};

/** May this actor reset this person now, or ask for it? The first no wins; undefined is yes. DESIGN 2 and 3, R35. */
export function resetRefusal({ actor, subject, isAsk, helpers }: ResetFacts): Refusal | undefined {
  const name = subject.firstName;
  if (!isAsk && !actor.isPaymentsAdmin) return { code: "not_payments_admin", helpers };
  if (actor.relationship === "payee") return { code: "not_employee", helpers };
  if (actor.id === subject.id) return { code: "self", helpers };
  if (subject.status === "deactivated") return { code: "person_deactivated", name };
  if (subject.status === "invited") return { code: "person_invited", name, email: subject.email };
  return subject.firstEnrolledAt ? undefined : { code: "never_enrolled", name, email: subject.email };
}

type ApprovalFacts = {
  subject: Person;
  /** Completed or stopped within 30 days. */
  wasResetLately: boolean;
  isPasswordForgotten?: boolean;
  now: Date;
};

/** Why somebody else must agree, gravest first; empty when nobody need. */
export function approvalReasons({
  subject,
  wasResetLately,
  isPasswordForgotten = false,
  now,
}: ApprovalFacts): ApprovalReason[] {
  const isRecent = (at: Date | null) => at !== null && now.getTime() - at.getTime() < latelyChangedMs;
  const reasons: ApprovalReason[] = [];
  if (subject.isAdministrator) reasons.push("administrator");
  if (isPasswordForgotten) reasons.push("password_forgotten");
  if (wasResetLately) reasons.push("reset_lately");
  if (isRecent(subject.emailChangedAt)) reasons.push("email_changed");
  if (isRecent(subject.contactPhoneChangedAt)) reasons.push("phone_changed");
  if (isRecent(subject.passwordChangedAt)) reasons.push("password_changed");
  return reasons;
}

type OpenReset = {
  outcome: "open" | "completed" | "stopped" | "undone" | "lapsed";
  isPasswordForgotten: boolean;
  executedAt: Date;
  codeSentAt: Date;
  codeExpiresAt: Date;
  resends: number;
  windowEndsAt: Date;
};

/** An open reset lapses when its window is over, or its code is and no further one can be sent. */
export function isLapsed(reset: OpenReset, now: Date): boolean {
  if (reset.outcome !== "open") return reset.outcome === "lapsed";
  return reset.windowEndsAt <= now || (reset.codeExpiresAt <= now && reset.resends >= maxResends);
}

/** May the person have the code sent again now? A code in halves only whoever may send both. */
export function resendRefusal(reset: OpenReset, now: Date): Refusal | undefined {
  const isSpent = isLapsed(reset, now) || reset.resends >= maxResends;
  // A new code has a new other half, which whoever reads it to the person would not know of.
  if (reset.outcome !== "open" || isSpent || reset.isPasswordForgotten) return { code: "resend_exhausted" };
  const next = new Date(reset.codeSentAt.getTime() + resendWaitMs);
  return next > now ? { code: "resend_too_soon", at: next } : undefined;
}

/** May the actor send a new code for this reset? The verification of the person must still stand. */
export function renewRefusal(reset: OpenReset, name: string, now: Date): Refusal | undefined {
  const isRepairable = reset.outcome === "open" || reset.outcome === "lapsed";
  const isVerified = now.getTime() - reset.executedAt.getTime() < verificationLifetimeMs;
  return isRepairable && isVerified ? undefined : { code: "reset_over", name };
}

/**
 * May this reset be undone? While it waits for the person, and until they begin to set up: then what they do counts.
 * Never when stolen: the old phone must not open anything again (DESIGN 2).
 */
export function undoRefusal(
  { outcome, isStolen }: { outcome: OpenReset["outcome"]; isStolen: boolean },
  { hasBegun, name }: { hasBegun: boolean; name: string },
): Refusal | undefined {
  if (outcome === "stopped" || outcome === "undone") return { code: "reset_over", name };
  if (isStolen) return { code: "undo_stolen", name };
  return outcome === "completed" || hasBegun ? { code: "undo_too_late", name } : undefined;
}

/**
 * When a reset lapses, begun or renewed now. A code in two halves cannot be sent again by the person, who has no password to
 * ask with: its window is the code's own day, and whoever holds the other half hears of it then.
 */
export const windowEnd = (now: Date, { isPasswordForgotten }: { isPasswordForgotten: boolean }) =>
  new Date(now.getTime() + (isPasswordForgotten ? codeLifetimeMs : windowMs));

/** A code's end: a day, never past the window. */
export const codeExpiry = (now: Date, windowEndsAt: Date) =>
  new Date(Math.min(now.getTime() + codeLifetimeMs, windowEndsAt.getTime()));
