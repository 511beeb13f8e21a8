import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { closedRefusal, deciderRefusal, lockDecision } from "./lock-decision.ts";

export type DecisionForm = { challengeId: string; facts: RequestFacts };

/** What an approver is shown before typing a code: the person and the act, from the row; the code is bound to it (R37). */
export async function openDecision(
  deps: Deps,
  actor: Actor,
  requestId: string,
): Promise<Result<DecisionForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const { person, subject, request, approverIds } = locked.value;
    const closed = await closedRefusal(tx, deps, locked.value);
    if (closed) return refuse(closed);
    const refusal = await deciderRefusal(tx, locked.value);
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "open_decision", refusal }));
    const { required, given } = locked.value.weighed.quorum;
    if (approverIds.includes(person.id))
      return refuse({
        code: "already_approved",
        at: request.createdAt,
        missing: Math.max(1, required - given),
      });
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "approve", subject, requestId });
    const facts = await findRequestFacts(tx, { id: requestId, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    return ok({ ...step, facts });
  });
}
