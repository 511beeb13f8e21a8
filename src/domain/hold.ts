import { isHeld, maxHoldsPerDay } from "./attempt.ts";
import type { Refusal } from "./refusal.ts";

export const holdLimitMs = 24 * 60 * 60_000;

type Subject = { id: string; firstName: string; email: string; status: string; heldUntil: Date | null };

type HoldFacts = {
  actor: { relationship: "employee" | "payee" };
  subject: Subject;
  helpers: string[];
  /** How often the actor has locked somebody in the last day, and when first. */
  lately: { count: number; oldest: Date | null };
  now: Date;
};

/**
 * May this actor lock the subject's account? Any employee may, anybody: a phone that may be stolen cannot wait for the right
 * colleague. It does no harm that lasts, and three a day make no weapon of it (DESIGN 2).
 */
export function holdRefusal({ actor, subject, helpers, lately, now }: HoldFacts): Refusal | undefined {
  const name = subject.firstName;
  if (actor.relationship === "payee") return { code: "not_employee", helpers };
  if (subject.status === "deactivated") return { code: "person_deactivated", name };
  if (subject.status === "invited") return { code: "person_invited", name, email: subject.email };
  if (subject.heldUntil && isHeld(subject, now))
    return { code: "already_held", name, until: subject.heldUntil };
  if (lately.count < maxHoldsPerDay) return undefined;
  const since = lately.oldest ?? now;
  return { code: "hold_limit", until: new Date(since.getTime() + holdLimitMs) };
}

/** May this actor end it before its time? Never one's own: whoever has the phone would. */
export function releaseRefusal({
  actor,
  subject,
  helpers,
  now,
}: {
  actor: { id: string; isPaymentsAdmin: boolean };
  subject: Subject;
  helpers: string[];
  now: Date;
}): Refusal | undefined {
  if (!actor.isPaymentsAdmin) return { code: "not_payments_admin", helpers };
  if (actor.id === subject.id) return { code: "self", helpers };
  return isHeld(subject, now) ? undefined : { code: "not_held", name: subject.firstName };
}
