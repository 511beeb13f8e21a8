import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { mayBecome } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { auditRefusal } from "./audit-act.ts";
import { closedRefusal, deciderRefusal, lockDecision } from "./lock-decision.ts";

/** What somebody is shown who is about to deny, or to ask: only who could decide, and only while there is something to decide. */
export async function viewToDecide(
  deps: Deps,
  actor: Actor,
  { requestId, act }: { requestId: string; act: "deny" | "ask_requester" },
): Promise<Result<RequestFacts>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const refusal = deciderRefusal(deps, locked.value);
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act, refusal }));
    const { state } = locked.value.request;
    const closed = await closedRefusal(tx, deps, locked.value);
    // An approved one that still waits can be denied, as `denyRequest` says.
    const isStillDeniable = act === "deny" && state === "approved" && mayBecome(state, "denied");
    if (closed && !isStillDeniable) return refuse(closed);
    const facts = await findRequestFacts(tx, { id: requestId, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    return ok(facts);
  });
}
