import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { ResetReason, VerifiedHow } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { executeReset } from "./execute-reset.ts";
import { makeSetupCode } from "./issue-setup-code.ts";
import { limitRefusal } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockResetAct } from "./lock-reset-act.ts";
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
 * A Payments Admin resets somebody's MFA alone.
 * Rights first, then the code: a wrong code commits its attempt, a right code for a refused act is consumed and audited.
 */
export async function resetMfa(deps: Deps, actor: Actor, input: ResetInput): Promise<Result<ResetDone>> {
  const setupCode = await makeSetupCode(deps);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const { challengeId } = input;
    const locked = await lockResetAct(tx, deps, { actor, act: "reset", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge, refusal } = locked.value;
    const no = refusal ?? (await limitRefusal(tx, deps, { person, subject }));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code: input.code });
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "reset", refusal: no, subjectId: subject.id }),
      );
    if (!proof.ok) return proof;
    const card = await loadResetCard(tx, deps, subject);
    const codeExpiresAt = await executeReset(tx, deps, { actor, person, subject, input, setupCode });
    return ok({ card, codeExpiresAt });
  });
}
