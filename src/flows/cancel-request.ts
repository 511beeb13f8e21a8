import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { mayBecome } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { updateRequest } from "../store/requests.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { closedRefusal, lockDecision } from "./lock-decision.ts";
import { tellRequest } from "./tell-request.ts";

/** The requester takes the own request back. */
export async function cancelRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
): Promise<Result<RequestFacts>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const { person, requester, request } = locked.value;
    if (person.id !== request.requesterId) {
      const refusal = { code: "not_requester", name: requester.firstName } as const;
      return refuse(await auditRefusal(tx, deps, { actor, act: "cancel", refusal }));
    }
    const closed = await closedRefusal(tx, deps, locked.value);
    if (closed && !(request.state === "approved" && mayBecome(request.state, "cancelled")))
      return refuse(closed);
    const now = deps.now();
    if (!(await updateRequest(tx, request, { state: "cancelled", decidedAt: now, decidedBy: person.id })))
      throw new Error("the request moved under its lock");
    await tellRequest(tx, deps, { request, news: "cancelled", byId: person.id });
    const { subjectId, createdAt: begunAt } = request;
    const cancelled = { actor, kind: "request_cancelled", subjectId, begunAt, facts: { requestId } };
    await auditAct(tx, deps, cancelled);
    const shown = await findRequestFacts(tx, { id: requestId, now });
    if (!shown) throw new Error("a locked request is gone");
    return ok(shown);
  });
}
