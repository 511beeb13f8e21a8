import { domainOf } from "./email.ts";
import type { Refusal } from "./refusal.ts";

const day = 24 * 60 * 60_000;
/** An invitation lives so long (R29). */
export const invitationLifetimeMs = 14 * day;

/** Reminders, while it is not accepted. */
export const invitationRemindersMs = [3 * day, 10 * day] as const;

type Invitation = { acceptedAt: Date | null; voidedAt: Date | null; expiresAt: Date };

type Account = { status: "invited" | "active" | "deactivated"; firstEnrolledAt: Date | null };

/** Accepted, and left before sign-in codes were set up. With the password forgotten only a new invitation helps (R28). */
export const isUnfinished = ({ status, firstEnrolledAt }: Account) =>
  status === "active" && firstEnrolledAt === null;

/** Why a link does not work any more; a withdrawn one is as unknown as one that never was. */
export function invitationRefusal(invitation: Invitation | undefined, now: Date): Refusal | undefined {
  if (!invitation || invitation.voidedAt) return { code: "invitation_unknown" };
  if (invitation.acceptedAt) return { code: "invitation_used" };
  return invitation.expiresAt <= now ? { code: "invitation_expired" } : undefined;
}

/** An employee's address must be in one of the company's domains, when it lists any (R31). */
export function domainRefusal(email: string, relationship: string, domains: string[]): Refusal | undefined {
  if (relationship !== "employee" || domains.length === 0) return undefined;
  return domains.includes(domainOf(email)) ? undefined : { code: "email_domain", domains };
}
