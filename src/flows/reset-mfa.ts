import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { ResetReason, VerifiedHow } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { executeReset } from "./execute-reset.ts";
import { findChallengeSubject } from "./find-challenge-subject.ts";
import { makeSetupCode } from "./issue-setup-code.ts";
import { judgeReset, limitRefusal } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import { proveFactor } from "./prove-factor.ts";

export type ResetInput = {
  challengeId: string;
  code: string;
  reason: ResetReason;
  verifiedHow: VerifiedHow;
  /** The wording that the actor confirmed, as it stood on screen (R38). */
  attestation: string;
  note: string | null;
};

export type ResetDone = { card: ResetCard; codeExpiresAt: Date };

/**
 * A Payments Admin resets somebody's MFA alone. Whom is what the challenge was bound to, never what the form says (R37).
 * Rights first, then the code: a wrong code commits its attempt, a right code for a refused act is consumed and audited.
 */
export async function resetMfa(deps: Deps, actor: Actor, input: ResetInput): Promise<Result<ResetDone>> {
  const setupCode = await makeSetupCode(deps);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const subjectId = await findChallengeSubject(tx, {
      challengeId: input.challengeId,
      userId: actor.userId,
    });
    if (!subjectId) return refuse({ code: "challenge_expired" });
    const locked = await lockActorAndSubject(tx, actor, subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const bound = { challengeId: input.challengeId, userId: person.id, act: "reset", subject } as const;
    const challenge = await lockStepUp(tx, bound);
    if (!challenge) return refuse({ code: "challenge_expired" });
    const { refusal, unfinished } = await judgeReset(tx, deps, { person, subject });
    const isOpen = unfinished ? ({ code: "reset_open", name: subject.firstName } as const) : undefined;
    const no = refusal ?? isOpen ?? (await limitRefusal(tx, deps, { person, subject }));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code: input.code });
    if (no) return refuse(await auditRefusal(tx, deps, { actor, act: "reset", refusal: no, subjectId }));
    if (!proof.ok) return proof;
    const card = await loadResetCard(tx, deps, subject);
    const codeExpiresAt = await executeReset(tx, deps, { actor, person, subject, input, setupCode });
    return ok({ card, codeExpiresAt });
  });
}
