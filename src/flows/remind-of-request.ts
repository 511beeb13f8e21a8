import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { approversOf } from "../domain/approval.ts";
import { maxDirectMessages, remindEveryMs } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { sendCopy } from "../store/request-copies.ts";
import { namedOf } from "../store/request-facts.ts";
import { updateRequest } from "../store/requests.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { closedRefusal, type Decision, lockDecision } from "./lock-decision.ts";
import { tellRequest } from "./tell-request.ts";

/** *Remind*: the thread again, and a copy by DM to everybody who could decide and has none. Every 10 minutes at most. */
export async function remindOfRequest(
  deps: Deps,
  actor: Actor,
  requestId: string,
): Promise<Result<{ at: Date }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const { person, requester, request } = locked.value;
    if (person.id !== request.requesterId) {
      const refusal = { code: "not_requester", name: requester.firstName } as const;
      return refuse(await auditRefusal(tx, deps, { actor, act: "remind", refusal }));
    }
    const closed = await closedRefusal(tx, deps, locked.value);
    if (closed) return refuse(closed);
    const now = deps.now();
    const last = request.remindedAt ?? request.createdAt;
    const next = new Date(last.getTime() + remindEveryMs);
    if (next > now) return refuse({ code: "remind_too_soon", at: next });
    await updateRequest(tx, request, { remindedAt: now });
    await sendCopies(tx, deps, { decision: locked.value, who: "all" });
    await tellRequest(tx, deps, { request, news: "reminder", byId: person.id });
    await auditAct(tx, deps, {
      actor,
      kind: "request_reminded",
      subjectId: request.subjectId,
      facts: { requestId },
    });
    return ok({ at: now });
  });
}

/** Copies by DM: to those whom the message names, or to everybody who could decide, 10 at most (DESIGN 3). */
export async function sendCopies(
  tx: Tx,
  deps: Deps,
  { decision, who }: { decision: Pick<Decision, "request" | "matter" | "weighed">; who: "named" | "all" },
): Promise<void> {
  const { request, matter, weighed } = decision;
  const able = approversOf(matter, weighed.people, deps.now());
  const chosen = who === "named" ? await namedOf(tx, able) : able.slice(0, maxDirectMessages);
  for (const { id: recipientId } of chosen) await sendCopy(tx, deps, { requestId: request.id, recipientId });
}
