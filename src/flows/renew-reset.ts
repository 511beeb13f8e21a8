import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import { type Reset, updateReset } from "../store/resets.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { findThreadUrl } from "./bind-reset-form.ts";
import { scheduleLapse } from "./execute-reset.ts";
import { findHalfReader, type HalfReader } from "./find-half-reader.ts";
import { issueSetupCode, mailSetupCode, makeSetupCode, type SetupCode } from "./issue-setup-code.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockResetAct } from "./lock-reset-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { tellReset } from "./tell-reset.ts";

export type Renewed = {
  card: ResetCard;
  codeExpiresAt: Date;
  isStolen: boolean;
  /** Who reads the other half of the new code to the person; null when the code is one. */
  half: HalfReader | null;
  /** Null for the operator's. */
  requestId: string | null;
  /** Where it is talked about, if anywhere. */
  threadUrl: string | undefined;
};

/** Sends a new code for an open or lapsed reset whose verification still stands: a lapsed reset can always be repaired (R46). */
export async function renewReset(
  deps: Deps,
  actor: Actor,
  input: { challengeId: string; code: string },
): Promise<Result<Renewed>> {
  const setupCode = await makeSetupCode(deps);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const { challengeId } = input;
    const locked = await lockResetAct(tx, deps, { actor, act: "renew_reset", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge, refusal, unfinished } = locked.value;
    const over = { code: "reset_over", name: subject.firstName } as const;
    const no = refusal ?? (unfinished ? undefined : over);
    const proof = await proveFactor(tx, deps, { user: person, challenge, code: input.code });
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "renew_reset", refusal: no, subjectId: subject.id }),
      );
    if (!proof.ok) return proof;
    if (!unfinished) return refuse(over);
    const codeExpiresAt = await renew(tx, deps, { actor, reset: unfinished, setupCode });
    const card = await loadResetCard(tx, deps, subject);
    const { isStolen, requestId } = unfinished;
    const half = await findHalfReader(tx, { reset: unfinished, viewerId: person.id });
    const threadUrl = await findThreadUrl(tx, requestId);
    return ok({ card, codeExpiresAt, isStolen, half, requestId, threadUrl });
  });
}

async function renew(
  tx: Tx,
  deps: Deps,
  { actor, reset, setupCode }: { actor: Actor; reset: Reset; setupCode: SetupCode },
): Promise<Date> {
  const { id: resetId, subjectId, isPasswordForgotten } = reset;
  const { kept, mailed: code } = issueSetupCode(deps, { resetId, isPasswordForgotten, setupCode });
  const { windowEndsAt, codeExpiresAt: expiresAt } = kept;
  const open = {
    outcome: "open" as const,
    outcomeAt: null,
    resends: 0,
    renewalAskedAt: null,
    mailAcceptedAt: null,
    mailRefusedAt: null,
  };
  if (!(await updateReset(tx, reset, { ...kept, ...open })))
    throw new Error("the reset moved under its lock");
  await scheduleLapse(tx, deps, { resetId, windowEndsAt });
  const { companyId, userId } = actor;
  await mailSetupCode(tx, deps, { companyId, resetId, subjectId, code, expiresAt });
  // Whoever verified the person reads them the other half, and may not be the one who pressed this.
  const isForOther = isPasswordForgotten && (await findResetOwnerId(tx, reset)) !== userId;
  const notice = isForOther ? ({ notice: "half_ready_dm" } as const) : {};
  await tellReset(tx, deps, { reset, news: "renewed", byId: userId, ...notice });
  await auditAct(tx, deps, { actor, kind: "reset_renewed", subjectId, facts: { resetId } });
  return expiresAt;
}
