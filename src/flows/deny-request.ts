import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { mayBecome } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { updateRequest } from "../store/requests.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { closedRefusal, deciderRefusal, lockDecision } from "./lock-decision.ts";
import { tellRequest } from "./tell-request.ts";

/**
 * A no, by whoever could say yes. It needs no code, so that a doubt costs nothing, and works for a locked person, too; it ends
 * the wait for *Proceed without approval* (DESIGN 2). `reason` is shown to the requester.
 */
export async function denyRequest(
  deps: Deps,
  actor: Actor,
  { requestId, reason }: { requestId: string; reason: string },
): Promise<Result<RequestFacts>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const { person, request } = locked.value;
    const refusal = deciderRefusal(deps, locked.value);
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "deny", refusal }));
    const closed = await closedRefusal(tx, deps, locked.value);
    // An approved one that still waits (a corrected email) can be denied, too.
    if (closed && !(request.state === "approved" && mayBecome(request.state, "denied")))
      return refuse(closed);
    const now = deps.now();
    const denied = { state: "denied", decidedAt: now, decidedBy: person.id, denyReason: reason } as const;
    if (!(await updateRequest(tx, request, denied))) throw new Error("the request moved under its lock");
    await tellRequest(tx, deps, { request, news: "denied", byId: person.id });
    const { subjectId, createdAt: begunAt } = request;
    const facts = { requestId, reason };
    await auditAct(tx, deps, { actor, kind: "request_denied", subjectId, facts, begunAt });
    const shown = await findRequestFacts(tx, { id: requestId, now });
    if (!shown) throw new Error("a locked request is gone");
    return ok(shown);
  });
}
