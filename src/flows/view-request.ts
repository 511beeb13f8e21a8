import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { fullName } from "../domain/person.ts";
import { closedAs } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { listRequestNotes } from "../store/requests.ts";
import { findUser } from "../store/users.ts";

/** One who takes part in it: everything, and what may be done now. */
type Participant = {
  viewer: "requester" | "decider";
  facts: RequestFacts;
  /** Could say yes now, and has not. */
  mayApprove: boolean;
  mayCancel: boolean;
  mayProceed: boolean;
  /** The newest question to the requester. */
  question: { byName: string; text: string } | null;
  /** Questions and answers, oldest first. */
  notes: SeenNote[];
};

type SeenNote = { kind: "question" | "answer"; byName: string; text: string; at: Date };

/** A colleague who came to ask for the same reset: what that form's own answer says already, and no more. */
type Onlooker = { viewer: "colleague"; requesterName: string; name: string; at: Date };

export type SeenRequest = Participant | Onlooker;

/**
 * One request as it is now, for whoever asked and for those who could decide. Anybody else is told the same of a request that
 * exists and of one that does not.
 */
export async function viewRequest(
  deps: Pick<Deps, "db" | "now">,
  actor: Actor,
  requestId: string,
): Promise<Result<SeenRequest>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const now = deps.now();
    const found = await findRequestFacts(tx, { id: requestId, now });
    const facts = found && asOf(found, now);
    if (!facts) return refuse({ code: "request_unknown" });
    const isRequester = facts.requester.id === actor.userId;
    if (!isRequester && !facts.deciderIds.includes(actor.userId)) return onlooker(tx, actor, facts);
    const { request, approvals, quorum } = facts;
    const isPending = request.state === "pending";
    const hasApproved = approvals.some((one) => one.id === actor.userId);
    const isTimeOver = request.breakGlassAt !== null && request.breakGlassAt <= now;
    const notes = await notesOf(tx, requestId);
    return ok({
      viewer: isRequester ? "requester" : "decider",
      facts,
      mayApprove: isPending && !isRequester && !hasApproved,
      mayCancel: isRequester && (isPending || request.state === "approved"),
      mayProceed: isRequester && isPending && (quorum.isReached || (!request.isAsk && isTimeOver)),
      question: notes.findLast((one) => one.kind === "question") ?? null,
      notes,
    });
  });
}

/** Its time may be over before the timer has said so. */
function asOf(facts: RequestFacts, now: Date): RequestFacts {
  const { request } = facts;
  if (request.state !== "pending" || closedAs(request, now) !== "expired") return facts;
  return { ...facts, request: { ...request, state: "expired", decidedAt: request.expiresAt } };
}

async function onlooker(tx: Tx, actor: Actor, facts: RequestFacts): Promise<Result<SeenRequest>> {
  const { request, requester, subject } = facts;
  const me = await findUser(tx, actor.userId);
  const isColleague = me?.relationship === "employee" && me.status === "active";
  // Whoever it is about, too, hears of it by the notices meant for them.
  const isDoor =
    request.kind === "reset" && request.state === "pending" && request.subjectId !== actor.userId;
  if (!isColleague || !isDoor || !subject) return refuse({ code: "request_unknown" });
  return ok({
    viewer: "colleague",
    requesterName: fullName(requester),
    name: subject.firstName,
    at: request.createdAt,
  });
}

async function notesOf(tx: Tx, requestId: string): Promise<SeenNote[]> {
  const notes: SeenNote[] = [];
  for (const { kind, authorId, text, createdAt } of await listRequestNotes(tx, requestId)) {
    const author = await findUser(tx, authorId);
    if (author) notes.push({ kind, byName: fullName(author), text, at: createdAt });
  }
  return notes;
}
