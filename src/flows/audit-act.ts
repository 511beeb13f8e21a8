import type { AuditFacts } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { Refusal } from "../domain/refusal.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";

type Act = { actor: Actor; kind: string; subjectId?: string | null; facts?: AuditFacts; begunAt?: Date };

/** Records an act with the Slack identity it came by (R55). Answers the event's place in the chain. */
export async function auditAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, kind, subjectId, facts, begunAt }: Act,
): Promise<number> {
  const slack =
    actor.via === "slack" ? { workspaceId: actor.workspaceId, slackUserId: actor.slackUserId } : {};
  const event = { kind, at: deps.now(), actorId: actor.userId, subjectId: subjectId ?? null, ...slack };
  const took = begunAt ? { begunAt } : {};
  return appendAudit(tx, { ...event, ...took, facts: { ...facts, via: actor.via } });
}

/** Records an act that was refused for want of rights, and answers the refusal (R56). */
export async function auditRefusal(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, refusal, subjectId }: { actor: Actor; act: string; refusal: Refusal; subjectId?: string },
): Promise<Refusal> {
  await auditAct(tx, deps, {
    actor,
    kind: "act_refused",
    subjectId: subjectId ?? null,
    facts: { act, why: refusal.code },
  });
  return refusal;
}
