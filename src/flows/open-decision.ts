import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { retireForm } from "./find-own-form.ts";
import { findRequestId, formBefore, type WhichRequest } from "./find-request-form.ts";
import { judgeReset } from "./judge-reset.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import {
  closedRefusal,
  type Decision,
  deciderRefusal,
  lockDecision,
  quorumWithYes,
  repeatedRefusal,
} from "./lock-decision.ts";

export type DecisionForm = {
  challengeId: string;
  facts: RequestFacts;
  /** Whether this yes is the last one needed: then it executes the act. */
  isLast: boolean;
  /** Of a reset: what asks for caution about this person now. */
  warnings: ResetCard["warnings"];
};

/** What an approver is shown before typing a code: the person and the act, from the row; the code is bound to it (R37). */
export async function openDecision(
  deps: Deps,
  actor: Actor,
  which: WhichRequest,
): Promise<Result<DecisionForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const requestId = await findRequestId(tx, deps, { actor, act: "approve", which });
    if (!requestId) return refuse({ code: "challenge_expired" });
    const locked = await lockDecision(tx, deps, { actor, requestId });
    if (!locked.ok) return locked;
    const decision = locked.value;
    const { person, subject } = decision;
    const closed = await closedRefusal(tx, deps, decision);
    if (closed) return refuse(closed);
    const refusal = deciderRefusal(deps, decision);
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "open_decision", refusal }));
    const twice = repeatedRefusal(decision);
    if (twice) return refuse(twice);
    const { again, keep } = formBefore(which);
    const before = again === undefined ? undefined : await retireForm(tx, deps, again);
    if (before && !before.ok) return before;
    const step = await insertStepUp(tx, deps, {
      userId: person.id,
      act: "approve",
      subject,
      requestId,
      keep,
    });
    const facts = await findRequestFacts(tx, { id: requestId, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    const isLast = quorumWithYes(deps, decision).isReached;
    return ok({ ...step, facts, isLast, warnings: await warningsOf(tx, deps, decision) });
  });
}

async function warningsOf(
  tx: Tx,
  deps: Deps,
  { requester: person, subject, request }: Decision,
): Promise<ResetCard["warnings"]> {
  if (request.kind !== "reset" || !subject) return [];
  const { reasons } = await judgeReset(tx, deps, { person, subject, isAsk: request.isAsk });
  return (await loadResetCard(tx, deps, subject, reasons)).warnings;
}
