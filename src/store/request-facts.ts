import { approversOf, type Matter, mayDecide, type Quorum, quorumOf } from "../domain/approval.ts";
import { isAdministrator } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import { maxNamed, proceedsAt } from "../domain/request.ts";
import { type Company, getCompany } from "./companies.ts";
import type { Tx } from "./db.ts";
import { listDeciders } from "./deciders.ts";
import { type Concerned, findConcerned } from "./request-people.ts";
import { findRequest, listAllApprovals, listLastApprovers, type Request } from "./requests.ts";
import { findReset, type Reset } from "./resets.ts";

export type Named = { id: string; firstName: string; lastName: string };

/** Everything that a message, a modal or a page shows of a request: read from the rows, whenever it is drawn. */
export type RequestFacts = {
  /** `breakGlassAt`: by what is set now, too. */
  request: Request;
  requester: Named & { email: string };
  /** Whom it is about; for somebody who is not a user yet, as the form named them; null for the policy. */
  subject:
    | (Omit<Named, "id"> & { email: string; organisation: string | null; relationship: "employee" | "payee" })
    | null;
  /** A new Payments Admin counts from then on. */
  isSubjectEnrolled: boolean;
  decidedBy: Named | null;
  approvals: (Named & { at: Date })[];
  matter: Matter;
  quorum: Quorum;
  /** Who could approve now. */
  approvers: Named[];
  /** Whom the message names: all approvers when they are few, else the last who decided. */
  named: Named[];
  /** Who could deny, beside: locked people, too. */
  deciderIds: string[];
  /** What came of it, when it is a reset that executed. */
  reset: Reset | null;
};

export async function findRequestFacts(
  tx: Tx,
  { id, now, company: read }: { id: string; now: Date; company?: Pick<Company, "policy"> },
): Promise<RequestFacts | undefined> {
  // Asked all at once: each would be a round trip of its own, for every message and every drawing.
  const [request, concerned, company, people, before] = await Promise.all([
    findRequest(tx, id),
    findConcerned(tx, id),
    read ?? getCompany(tx),
    listDeciders(tx, now),
    listAllApprovals(tx, id),
  ]);
  if (!request) return undefined;
  const { requesterId, subjectId, isAsk, kind, details, ruleAtCreation } = request;
  const reset = request.resetId ? await findReset(tx, request.resetId) : undefined;
  const user = subjectId ? concerned.get(subjectId) : undefined;
  const isAboutAdministrator = user !== undefined && isAdministrator(user, user.hasGrant);
  const matter: Matter = {
    kind,
    requesterId,
    subjectId,
    isAsk,
    isAboutAdministrator,
    needsSecondPerson: details.kind === "reset" && details.isPasswordForgotten === true,
  };
  const policy = policyOf(company.policy);
  const yes = before.filter((one) => !one.isVoid);
  const approverIds = yes.map((one) => one.approverId);
  const gave = before.map((one) => one.approverId);
  const approvers = approversOf(matter, people, now).filter((one) => !gave.includes(one.id));
  return {
    request: { ...request, breakGlassAt: proceedsAt(request, policy) },
    requester: named(concerned, requesterId),
    subject: user ?? inviteeOf(request),
    isSubjectEnrolled: user !== undefined && user.firstEnrolledAt !== null,
    decidedBy: request.decidedBy ? named(concerned, request.decidedBy) : null,
    approvals: yes.map((one) => ({ ...named(concerned, one.approverId), at: one.approvedAt })),
    matter,
    quorum: quorumOf(matter, { policy, ruleAtCreation, people, approverIds, now }),
    approvers,
    named: await namedOf(tx, approvers),
    deciderIds: people.filter((one) => mayDecide(matter, one)).map((one) => one.id),
    reset: reset ?? null,
  };
}

function inviteeOf({ details }: Request): RequestFacts["subject"] {
  if (details.kind !== "system_administrator" || !details.invitee) return null;
  return { ...details.invitee, organisation: null, relationship: "employee" };
}

function named(people: Map<string, Concerned>, id: string) {
  const user = people.get(id);
  if (!user) throw new Error("a request names nobody");
  const { firstName, lastName, email } = user;
  return { id, firstName, lastName, email };
}

/** Whom a message names: all when they are few, else the last who decided. */
export async function namedOf<T extends Named>(tx: Tx, approvers: T[]): Promise<T[]> {
  if (approvers.length <= maxNamed) return approvers;
  const lately = await listLastApprovers(tx, 50);
  const rank = (one: Named) => {
    const index = lately.indexOf(one.id);
    return index < 0 ? lately.length : index;
  };
  return [...approvers].sort((a, b) => rank(a) - rank(b)).slice(0, maxNamed);
}
