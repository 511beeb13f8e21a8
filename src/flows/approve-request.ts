import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { isHeld } from "../domain/attempt.ts";
import type { Refusal } from "../domain/refusal.ts";
import { stateAfterYes } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { findChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { findRequest, insertApproval, type Request, updateRequest } from "../store/requests.ts";
import { wasResetSince } from "../store/resets.ts";
import { alertResetLimit } from "./alert-reset-limit.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { type Effect, executeAct } from "./execute-act.ts";
import { makeSetupCode, type SetupCode } from "./issue-setup-code.ts";
import { judgeAct } from "./judge-act.ts";
import { limitRefusal } from "./judge-reset.ts";
import {
  closedRefusal,
  type Decision,
  deciderRefusal,
  lockDecision,
  quorumWithYes,
  repeatedRefusal,
} from "./lock-decision.ts";
import { proveFactor } from "./prove-factor.ts";
import { tellRequest } from "./tell-request.ts";

export type Approved = { facts: RequestFacts; effect: Effect | undefined };

/**
 * One approver's yes, with the own code; the last one needed executes the act in the same transaction. Everything is decided
 * again on locked rows: the approver's and the requester's rights, the state, the policy, the subject (R39, A01–A08).
 */
export async function approveRequest(
  deps: Deps,
  actor: Actor,
  { challengeId, code }: { challengeId: string; code: string },
): Promise<Result<Approved>> {
  const setupCode = await setupCodeFor(deps, actor, challengeId);
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const expired = refuse({ code: "challenge_expired" } as const);
    const found = await findChallenge(tx, challengeId);
    if (found?.userId !== actor.userId || !found.requestId || found.purpose !== "approve") return expired;
    const locked = await lockDecision(tx, deps, { actor, requestId: found.requestId });
    if (!locked.ok)
      return refuse(await auditRefusal(tx, deps, { actor, act: "approve", refusal: locked.refusal }));
    const decision = locked.value;
    const { person, subject, request } = decision;
    const bound = { challengeId, userId: person.id, act: "approve", subject, requestId: request.id } as const;
    const challenge = await lockStepUp(tx, bound);
    const closed = await closedRefusal(tx, deps, decision);
    if (!challenge) return refuse(closed ?? { code: "challenge_expired" });
    const refusal = closed ?? (await refusalOf(tx, deps, decision));
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (refusal) {
      await alertResetLimit(tx, deps, { actor, refusal });
      const { subjectId } = request;
      const about = { actor, act: "approve", refusal, ...(subjectId ? { subjectId } : {}) };
      return refuse(await auditRefusal(tx, deps, about));
    }
    if (!proof.ok) return proof;
    const effect = await recordYes(tx, deps, { actor, decision, setupCode });
    const facts = await findRequestFacts(tx, { id: request.id, now: deps.now() });
    if (!facts) throw new Error("a locked request is gone");
    return ok({ facts, effect });
  });
}

/** Hashing waits in line and must hold no lock: the setup code that may be needed is made before. */
async function setupCodeFor(deps: Deps, actor: Actor, challengeId: string): Promise<SetupCode | undefined> {
  const kind = await inTenant(deps.db, actor.companyId, async (tx) => {
    const challenge = await findChallenge(tx, challengeId);
    const request = challenge?.requestId ? await findRequest(tx, challenge.requestId) : undefined;
    return challenge?.userId === actor.userId ? request?.kind : undefined;
  });
  return kind === "reset" ? makeSetupCode(deps) : undefined;
}

async function refusalOf(tx: Tx, deps: Deps, decision: Decision): Promise<Refusal | undefined> {
  const mine = deciderRefusal(deps, decision) ?? repeatedRefusal(decision);
  return mine ?? judgeRequest(tx, deps, decision);
}

/** May the requester still have this done, to this subject as it is now? An ask is answerable by whoever decides it. */
export async function judgeRequest(tx: Tx, deps: Deps, decision: Decision): Promise<Refusal | undefined> {
  const { requester, subject, request } = decision;
  if (requester.status !== "active" || requester.relationship !== "employee")
    return { code: "requester_may_not", name: requester.firstName };
  // Whoever had the phone may have asked. An ask was proven by no code, and is by whoever decides it.
  if (!request.isAsk && (await wasResetSince(tx, requester.id, request.createdAt)))
    return { code: "requester_may_not", name: requester.firstName };
  const isOwn = decision.person.id === requester.id;
  if (!isOwn && !request.isAsk && requester.heldUntil && isHeld(requester, deps.now()))
    return { code: "requester_held", name: requester.firstName, until: requester.heldUntil };
  if (request.kind === "reset" && subject && request.subjectEpoch !== subject.mfaEpoch)
    return { code: "was_reset_since", name: subject.firstName };
  const { details, isAsk } = request;
  const refusal = await judgeAct(tx, deps, { details, person: requester, subject, isAsk });
  if (!refusal && isAsk && subject)
    return limitRefusal(tx, deps, { personId: answerableId(decision), subjectId: subject.id });
  const isAboutRequester =
    refusal?.code.startsWith("not_") && refusal.code !== "not_yet_system_administrator";
  return isAboutRequester ? { code: "requester_may_not", name: requester.firstName } : refusal;
}

type Yes = { actor: Actor; decision: Decision; setupCode: SetupCode | undefined };

async function recordYes(
  tx: Tx,
  deps: Deps,
  { actor, decision, setupCode }: Yes,
): Promise<Effect | undefined> {
  const { person, request } = decision;
  const now = deps.now();
  await insertApproval(tx, { requestId: request.id, approverId: person.id, approvedAt: now });
  const { id: requestId, subjectId, createdAt: begunAt } = request;
  await auditAct(tx, deps, { actor, kind: "request_approved", subjectId, begunAt, facts: { requestId } });
  const quorum = quorumWithYes(deps, decision);
  if (!quorum.isReached) {
    await tellRequest(tx, deps, { request, news: "approved", byId: person.id });
    return undefined;
  }
  const changes = { isReducedQuorum: quorum.isReduced, isBreakGlass: false };
  return executeRequest(tx, deps, { actor, decision, setupCode, changes });
}

type Executing = Yes & { changes: Pick<Request, "isReducedQuorum" | "isBreakGlass"> };

/** Closes the request as executed and does what it asks for, in the caller's transaction: at most once (R42). */
export async function executeRequest(
  tx: Tx,
  deps: Deps,
  { actor, decision, setupCode, changes }: Executing,
): Promise<Effect> {
  const { person, subject, request } = decision;
  const state = stateAfterYes(request.kind);
  const done = { ...request, ...changes, state, decidedAt: deps.now(), decidedBy: person.id } as const;
  if (
    !(await updateRequest(tx, request, {
      ...changes,
      state,
      decidedAt: done.decidedAt,
      decidedBy: person.id,
    }))
  )
    throw new Error("the request moved under its lock");
  const effect = await executeAct(tx, deps, {
    actor,
    answerableId: answerableId(decision),
    subject,
    details: request.details,
    request: done,
    ...(setupCode ? { setupCode } : {}),
  });
  const news = state === "executed" ? "executed" : "approved";
  await tellRequest(tx, deps, { request, news, byId: person.id });
  return effect;
}

/** Who answers for the act: the requester; for an ask the Payments Admin who decides, else the one who said yes before. */
function answerableId({ request, person, approverIds, weighed }: Decision): string {
  if (!request.isAsk) return request.requesterId;
  if (person.isPaymentsAdmin) return person.id;
  const before = weighed.people.find((one) => one.isPaymentsAdmin && approverIds.includes(one.id));
  return before?.id ?? person.id;
}
