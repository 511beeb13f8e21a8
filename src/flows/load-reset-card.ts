import type { Deps } from "../deps.ts";
import { isHeld, isLocked } from "../domain/attempt.ts";
import type { FactorKind } from "../domain/factor.ts";
import { fullName } from "../domain/person.ts";
import type { ApprovalReason } from "../domain/refusal.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { findOpenHelpCall } from "../store/help-calls.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findLatestReset } from "../store/resets.ts";
import type { User } from "../store/users.ts";
import { contactPhoneOf } from "./contact-phone.ts";
import { numberOf } from "./open-help-call.ts";

/** What an administrator sees of the person before acting. */
export type ResetCard = {
  userId: string;
  firstName: string;
  name: string;
  email: string;
  organisation: string | null;
  relationship: "employee" | "payee";
  factors: FactorKind[];
  lastSignInAt: Date | null;
  contactPhone: string | null;
  contactPhoneSince: Date | null;
  hasRecoveryCode: boolean;
  /** Too many wrong codes: waiting may be all that is needed. */
  lockedUntil: Date | null;
  /** "Lock now" holds the account until then. */
  heldUntil: Date | null;
  /** Whoever asked for help with the password was shown it, and must read it to the agent; it replaces no call (DESIGN 3). */
  helpNumber: string | null;
  /** Why somebody else must agree, and since when. */
  warnings: { why: ApprovalReason; at: Date | null }[];
  companyName: string;
  timeZone: string;
};

export async function loadResetCard(
  tx: Tx,
  deps: Pick<Deps, "now" | "keys">,
  subject: User,
  reasons: readonly ApprovalReason[] = [],
): Promise<ResetCard> {
  const [company, factors, call, recoveryCode, warnings] = await Promise.all([
    getCompany(tx),
    listFactors(tx, subject.id),
    findOpenHelpCall(tx, subject.id, deps.now()),
    findSavedRecoveryCode(tx, subject.id),
    Promise.all(reasons.map((why) => warningOf(tx, subject, why))),
  ]);
  return {
    userId: subject.id,
    firstName: subject.firstName,
    name: fullName(subject),
    email: subject.email,
    organisation: subject.organisation,
    relationship: subject.relationship,
    factors: factors.filter((factor) => factor.state === "active").map((factor) => factor.kind),
    lastSignInAt: subject.lastSignInAt,
    contactPhone: contactPhoneOf(deps.keys, subject) ?? null,
    contactPhoneSince: subject.contactPhoneSetAt,
    hasRecoveryCode: recoveryCode !== undefined,
    lockedUntil: isLocked(subject, deps.now()) ? subject.lockedUntil : null,
    heldUntil: isHeld(subject, deps.now()) ? subject.heldUntil : null,
    helpNumber: call ? numberOf(deps, call).number : null,
    warnings,
    companyName: company.displayName,
    timeZone: company.timeZone,
  };
}

async function warningOf(tx: Tx, subject: User, why: ApprovalReason) {
  const since = {
    administrator: null,
    password_forgotten: null,
    email_changed: subject.emailChangedAt,
    phone_changed: subject.contactPhoneChangedAt,
    password_changed: subject.passwordChangedAt,
  };
  if (why !== "reset_lately") return { why, at: since[why] };
  return { why, at: (await findLatestReset(tx, subject.id))?.outcomeAt ?? null };
}
