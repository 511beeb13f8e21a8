import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { Refusal } from "../domain/refusal.ts";
import { proceedsAt } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { findChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { type Approved, executeRequest, judgeRequest } from "./approve-request.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp, lockStepUp } from "./begin-step-up.ts";
import { retireForm } from "./find-own-form.ts";
import { findRequestId, formBefore, type WhichRequest } from "./find-request-form.ts";
import { makeSetupCode } from "./issue-setup-code.ts";
import { closedRefusal, type Decision, lockDecision } from "./lock-decision.ts";
import { proveFactor } from "./prove-factor.ts";

export type ProceedForm = { challengeId: string; facts: RequestFacts };

/** *Proceed without approval*: what is shown before the code. */
export async function openProceed(
  deps: Deps,
  actor: Actor,
  which: WhichRequest,
): Promise<Result<ProceedForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const requestId = await findRequestId(tx, deps, { actor, act: "proceed", which });
    if (!requestId) return refuse({ code: "challenge_expired" });
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const refusal = (await closedRefusal(tx, deps, locked.value)) ?? proceedRefusal(deps, locked.value);
    if (refusal) return refuse(refusal);
    const { again, keep } = formBefore(which);
    const before = again === undefined ? undefined : await retireForm(tx, deps, again);
    if (before && !before.ok) return before;
    const step = await insertStepUp(tx, deps, {
      userId: person.id,
      act: "proceed",
      subject,
      requestId,
      keep,
    });
    const facts = await findRequestFacts(tx, { id: requestId, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    return ok({ ...step, facts });
  });
}

/**
 * The requester proceeds with the own code: after `breakGlassAfter` nobody has decided, or the approvals needed have fallen to
 * those that are there (DESIGN 2). Every administrator is told.
 */
export async function proceedWithRequest(
  deps: Deps,
  actor: Actor,
  { challengeId, code }: { challengeId: string; code: string },
): Promise<Result<Approved>> {
  const setupCode = await makeSetupCode(deps);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const expired = refuse({ code: "challenge_expired" } as const);
    const found = await findChallenge(tx, challengeId);
    if (found?.userId !== actor.userId || !found.requestId || found.purpose !== "proceed") return expired;
    const locked = await lockDecision(tx, deps, { actor, requestId: found.requestId });
    if (!locked.ok)
      return refuse(await auditRefusal(tx, deps, { actor, act: "proceed", refusal: locked.refusal }));
    const decision = locked.value;
    const { person, subject, request, weighed } = decision;
    const bound = { challengeId, userId: person.id, act: "proceed", subject, requestId: request.id } as const;
    const challenge = await lockStepUp(tx, bound);
    if (!challenge) return expired;
    const refusal = await refusalOf(tx, deps, decision);
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "proceed", refusal }));
    if (!proof.ok) return proof;
    const { isReached } = weighed.quorum;
    const changes = { isReducedQuorum: isReached && weighed.quorum.isReduced, isBreakGlass: !isReached };
    const effect = await executeRequest(tx, deps, { actor, decision, setupCode, changes });
    const facts = await findRequestFacts(tx, { id: request.id, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    return ok({ facts, effect });
  });
}

const refusalOf = async (tx: Tx, deps: Deps, decision: Decision): Promise<Refusal | undefined> =>
  (await closedRefusal(tx, deps, decision)) ??
  proceedRefusal(deps, decision) ??
  (await judgeRequest(tx, deps, decision));

function proceedRefusal(deps: Pick<Deps, "now">, decision: Decision): Refusal | undefined {
  const { person, requester, request, weighed } = decision;
  if (person.id !== request.requesterId) return { code: "not_requester", name: requester.firstName };
  const { quorum, policy } = weighed;
  if (quorum.isReached) return undefined;
  const at = proceedsAt(request, policy);
  // Whoever asked may not do it: no time makes that right.
  const isOver = !request.isAsk && at !== null && at <= deps.now();
  const missing = Math.max(1, quorum.required - quorum.given);
  return isOver ? undefined : { code: "wait_for_approval", at: request.isAsk ? null : at, missing };
}
