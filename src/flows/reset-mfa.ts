import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { ResetReason, VerifiedHow } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { alertResetLimit } from "./alert-reset-limit.ts";
import { auditRefusal } from "./audit-act.ts";
import { makeSetupCode } from "./issue-setup-code.ts";
import { judgeReset, limitRefusal } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockSubjectAct } from "./lock-subject-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { openRequestRefusal, type Submitted, submitAct } from "./submit-act.ts";

export type ResetInput = {
  challengeId: string;
  code: string;
  reason: ResetReason;
  verifiedHow: VerifiedHow;
  /** The wording that the actor confirmed, as it stood on screen (R38). */
  attestation: string;
  note: string | null;
  /** The password is gone, too: somebody else must agree, and the setup code comes in two halves. */
  isPasswordForgotten?: boolean;
  /** The support message that it began with. */
  link?: string | null;
};

/** `facts`: of a request that waits, everything that is shown of it. */
export type ResetSubmitted = { card: ResetCard; submitted: Submitted; facts: RequestFacts | undefined };

/**
 * A Payments Admin resets somebody's MFA: at once, or, where somebody else must agree, as a request.
 * Rights first, then the code: a wrong code commits its attempt, a right code for a refused act is consumed and audited.
 */
export async function resetMfa(
  deps: Deps,
  actor: Actor,
  { challengeId, code, ...input }: ResetInput,
): Promise<Result<ResetSubmitted>> {
  const setupCode = await makeSetupCode(deps);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const isPasswordForgotten = input.isPasswordForgotten === true;
    const locked = await lockSubjectAct(tx, deps, { actor, act: "reset", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge } = locked.value;
    const details = detailsOf(input);
    const door = await openRequestRefusal(tx, deps, { person, details, subject });
    const { refusal, reasons } = await judgeReset(tx, deps, { person, subject, isPasswordForgotten });
    const limit = { personId: person.id, subjectId: subject.id };
    const no = door ?? refusal ?? (await limitRefusal(tx, deps, limit));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (no) {
      await alertResetLimit(tx, deps, { actor, refusal: no });
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "reset", refusal: no, subjectId: subject.id }),
      );
    }
    if (!proof.ok) return proof;
    const card = await loadResetCard(tx, deps, subject);
    const act = { actor, person, subject, details, reasons, setupCode };
    const submitted = await submitAct(tx, deps, act);
    if (!submitted.ok) return submitted;
    const { request } = submitted.value;
    const isWaiting = submitted.value.kind === "waiting";
    const facts = isWaiting ? await findRequestFacts(tx, { id: request.id, now: deps.now() }) : undefined;
    return ok({ card, submitted: submitted.value, facts });
  });
}

/** What is asked for, as it stays (R41). */
export const detailsOf = (input: Omit<ResetInput, "challengeId" | "code">) => {
  const { isPasswordForgotten, link = null, ...rest } = input;
  return { kind: "reset" as const, ...rest, link, ...(isPasswordForgotten ? { isPasswordForgotten } : {}) };
};
