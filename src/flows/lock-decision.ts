import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import {
  approversOf,
  type Decider,
  type Matter,
  mayDecide,
  type Quorum,
  quorumOf,
} from "../domain/approval.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { closedAs } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { findRequest, listAllApprovals, lockRequest, type Request } from "../store/requests.ts";
import { findUser, findUserByEmail } from "../store/users.ts";
import { getPerson, lockActorAnd, type Person } from "./lock-actor.ts";
import { matterOf } from "./submit-act.ts";
import { type Weighed, weighRequest } from "./weigh-request.ts";

export type Decision = {
  person: Person;
  requester: Person;
  subject: Person | undefined;
  request: Request;
  /** Who has said yes so far, and when. */
  approvals: { approverId: string; approvedAt: Date }[];
  /** Whose yes still stands. */
  approverIds: string[];
  matter: Matter;
  weighed: Weighed;
};

/** Everybody and everything that a decision is about, under locks: people, the request, the company (R39). */
export async function lockDecision(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, requestId }: { actor: Actor; requestId: string },
): Promise<Result<Decision>> {
  const found = await findRequest(tx, requestId);
  if (!found) return refuse({ code: "request_unknown" });
  const { requesterId, subjectId } = found;
  const concerned = [requesterId, ...(subjectId ? [subjectId] : []), ...(await inviteeIds(tx, found))];
  const locked = await lockActorAnd(tx, actor, concerned);
  if (!locked.ok) return locked;
  const { person, people } = locked.value;
  const request = await lockRequest(tx, requestId);
  if (!request) throw new Error("a request is gone");
  const requester = getPerson(people, requesterId);
  const subject = subjectId ? getPerson(people, subjectId) : undefined;
  const approvals = await listAllApprovals(tx, requestId);
  const approverIds = approvals.filter((one) => !one.isVoid).map((one) => one.approverId);
  const { details, isAsk, ruleAtCreation } = request;
  const matter = matterOf({ person: requester, subject, details, isAsk });
  const weighed = await weighRequest(tx, deps, { matter, ruleAtCreation, approverIds });
  return ok({ person, requester, subject, request, approvals, approverIds, matter, weighed });
}

/** What the approvals come to with this person's yes. */
export const quorumWithYes = (
  deps: Pick<Deps, "now">,
  { person, request, matter, approverIds, weighed }: Decision,
): Quorum =>
  quorumOf(matter, {
    policy: weighed.policy,
    people: weighed.people,
    ruleAtCreation: request.ruleAtCreation,
    approverIds: [...approverIds, person.id],
    now: deps.now(),
  });

/** Whoever is to be invited may have a row already, of an invitation that was withdrawn: the yes opens it anew. */
async function inviteeIds(tx: Tx, { details }: Request): Promise<string[]> {
  if (details.kind !== "system_administrator" || !details.invitee) return [];
  const known = await findUserByEmail(tx, details.invitee.email);
  return known ? [known.id] : [];
}

/** Why this request cannot be decided any more; said with who and when. */
export async function closedRefusal(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { request, subject }: Pick<Decision, "request" | "subject">,
): Promise<Refusal | undefined> {
  const state = closedAs(request, deps.now());
  if (!state) return undefined;
  const by = request.decidedBy ? await findUser(tx, request.decidedBy) : undefined;
  return {
    code: "request_closed",
    state,
    ...(request.isBreakGlass ? { isAlone: true } : {}),
    byName: by ? fullName(by) : null,
    at: request.decidedAt ?? (state === "expired" ? request.expiresAt : request.createdAt),
    name: subject?.firstName ?? "",
  };
}

/** Names enough to find one of them. */
const maxHelpers = 3;

/**
 * Why this person may not decide this request: the clicker's own rights, now, never what a button says (B15, B16, B19).
 * It names who can decide this one: whoever asked may be the only Payments Admin there is.
 */
export function deciderRefusal(
  deps: Pick<Deps, "now">,
  { person, request, matter, weighed }: Pick<Decision, "person" | "request" | "matter" | "weighed">,
): Refusal | undefined {
  const { people } = weighed;
  const helpers = approversOf(matter, people, deps.now())
    .slice(0, maxHelpers)
    .map((one) => one.firstName);
  if (person.id === matter.requesterId) return { code: "own_request", requestId: request.id, helpers };
  if (person.id === matter.subjectId) return { code: "about_you", helpers };
  const me: Decider | undefined = people.find((one) => one.id === person.id);
  if (me && mayDecide(matter, me)) return undefined;
  const isForBoth = people.some((one) => !one.isPaymentsAdmin && mayDecide(matter, one));
  return { code: "not_approver", helpers, isForBoth };
}

/** One yes a person. */
export function repeatedRefusal({ person, approvals, weighed }: Decision): Refusal | undefined {
  const before = approvals.find((one) => one.approverId === person.id);
  const { required, given } = weighed.quorum;
  return (
    before && { code: "already_approved", at: before.approvedAt, missing: Math.max(1, required - given) }
  );
}
