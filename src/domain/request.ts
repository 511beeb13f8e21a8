import type { Governance, Policy } from "./policy.ts";
import type { ResetReason, VerifiedHow } from "./reset.ts";

const minute = 60_000;
const hour = 60 * minute;

export type RequestKind = "grant" | "system_administrator" | "reset" | "revoke" | "policy" | "email";
export type RequestState = "pending" | "approved" | "denied" | "cancelled" | "expired" | "executed";

/** What exactly is asked for. Nothing in it is secret, and nothing in it changes (R41). */
export type RequestDetails =
  | { kind: "grant"; why: string }
  | { kind: "revoke" }
  | { kind: "system_administrator"; invitee: NewColleague | null }
  | {
      kind: "reset";
      reason: ResetReason;
      verifiedHow: VerifiedHow;
      attestation: string;
      note: string | null;
      link: string | null;
      /** The password is gone, too: the setup code comes in two halves (DESIGN 3). Absent: no. */
      isPasswordForgotten?: boolean;
    }
  | { kind: "policy"; before: Governance; after: Governance }
  | { kind: "email"; from: string; to: string };

/** Somebody to be invited as System Administrator; null in the details: the subject is raised. */
export type NewColleague = { email: string; firstName: string; lastName: string };

/** A person on the phone waits for an ask; the rest can wait for a colleague's return, or for the time to proceed (DESIGN 3). */
export const lifetimeOf = ({ isAsk }: { isAsk: boolean }) => (isAsk ? 24 * hour : 72 * hour);

/** Requester and approvers hear that it expires so long before. */
export const expiryWarningMs = 2 * hour;
/** Reminders in the thread. */
export const threadRemindersMs = [hour, 4 * hour] as const;
/** The requester may remind by hand so often. */
export const remindEveryMs = 10 * minute;
/** Unanswered resets go by DM to those named after 5 minutes, to the rest after 15; anything else after an hour, by day. */
export const directMessagesMs = { named: 5 * minute, rest: 15 * minute, other: hour } as const;
/** A corrected email waits so long for the old address to object (DESIGN 2). */
export const emailObjectionMs = 24 * hour;
/** No more than so many people are written to. */
export const maxDirectMessages = 10;
/** More names than this would name everybody and nobody. */
export const maxNamed = 3;
/** The requester of a reset asks at most so often a day. */
export const maxAsksPerDay = 5;

/** No path leaves a final state (R42). */
const next: Record<RequestState, readonly RequestState[]> = {
  pending: ["approved", "denied", "cancelled", "expired", "executed"],
  approved: ["executed", "cancelled", "denied"],
  denied: [],
  cancelled: [],
  expired: [],
  executed: [],
};

/** What the last yes leads to: a corrected email waits a day for the old address's objection. */
export const stateAfterYes = (kind: RequestKind) => (kind === "email" ? "approved" : "executed");

export const mayBecome = (from: RequestState, to: RequestState) => next[from].includes(to);
export const isFinal = (state: RequestState) => next[state].length === 0;

/** What can be done to a pending request now; undefined: nothing stands against it. */
export function closedAs(
  request: { state: RequestState; expiresAt: Date },
  now: Date,
): Exclude<RequestState, "pending"> | undefined {
  if (request.state !== "pending") return request.state;
  return request.expiresAt <= now ? "expired" : undefined;
}

/**
 * From when on whoever asked may proceed without approval; null: never. The stricter of what was set at creation and what is
 * set now: a wait that was made longer, or taken away, counts for what waits already (DESIGN 2).
 */
export function proceedsAt(
  { createdAt, breakGlassAt }: { createdAt: Date; breakGlassAt: Date | null },
  { breakGlassAfterMs }: Pick<Policy, "breakGlassAfterMs">,
): Date | null {
  if (breakGlassAt === null || breakGlassAfterMs === null) return null;
  return new Date(Math.max(breakGlassAt.getTime(), createdAt.getTime() + breakGlassAfterMs));
}

const openingHour = 8;
const closingHour = 18;

/** The first moment from `at` on between 8:00 and 18:00 in the zone: nobody is woken for a grant. */
export function inOfficeHours(at: Date, zone: string): Date {
  const local = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => Number(local.find((one) => one.type === type)?.value ?? 0);
  const minutes = part("hour") * 60 + part("minute");
  if (minutes >= openingHour * 60 && minutes < closingHour * 60) return at;
  const wait = (openingHour * 60 - minutes + 24 * 60) % (24 * 60);
  return new Date(at.getTime() + wait * minute);
}
