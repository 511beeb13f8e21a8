import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { approversOf, type Matter, mayDecide } from "../domain/approval.ts";
import { fullName } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import type { ApprovalReason, Refusal } from "../domain/refusal.ts";
import { closedAs, lifetimeOf, type RequestDetails, stateAfterYes } from "../domain/request.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { getCompany, lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { findSavedRecoveryCode } from "../store/recovery-codes.ts";
import { findOpenRequest, insertRequest, lockOpenRequest, type Request } from "../store/requests.ts";
import { findUser } from "../store/users.ts";
import { announceRequest } from "./announce-request.ts";
import { auditAct } from "./audit-act.ts";
import { type Effect, executeAct } from "./execute-act.ts";
import { expireRequest } from "./expire-request.ts";
import type { SetupCode } from "./issue-setup-code.ts";
import { needsApproval } from "./judge-act.ts";
import type { Person } from "./lock-actor.ts";
import { type Weighed, weighRequest } from "./weigh-request.ts";

export type NewAct = {
  actor: Actor;
  person: Person;
  subject: Person | undefined;
  details: RequestDetails;
  isAsk?: boolean;
  /** Why a reset needs somebody else whatever the policy says. */
  reasons?: ApprovalReason[];
  /** For a reset that may execute at once. */
  setupCode?: SetupCode;
};

/** What became of an act: done at once, or a request that waits. `deciders` are names of those who can decide. */
export type Submitted =
  | { kind: "executed"; request: Request; effect: Effect }
  | { kind: "waiting"; request: Request; deciders: string[]; required: number };

/** Whether an open request stands in the way: then it is the door, and nothing new is made (R40). */
export async function openRequestRefusal(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { person, details, subject }: { person: Person; subject: Person | undefined; details: Kind },
): Promise<Refusal | undefined> {
  const meant = { kind: details.kind, subjectKey: keyOf(details, subject) };
  // The request before the company, as everywhere; and looked for again, as one may have been made meanwhile.
  const locks = [lockOpenRequest(tx, meant), lockCompany(tx), findOpenRequest(tx, meant)] as const;
  const [, , open] = await Promise.all(locks);
  if (open && closedAs(open, deps.now()) === "expired") {
    // Its timer has not come round yet.
    await expireRequest(tx, deps, open);
    return undefined;
  }
  return open && doorTo(tx, deps, { request: open, person, subject });
}

/**
 * Records an act that was judged and proven by the caller: as a request that waits for approvals, or, where none are needed, as
 * executed, in the same transaction. Every act has its row, so that everything that is shown of it comes from one place.
 */
export async function submitAct(tx: Tx, deps: Deps, act: NewAct): Promise<Result<Submitted>> {
  const { actor, person, subject, details } = act;
  const matter = matterOf(act);
  const weighed = await weighRequest(tx, deps, { matter });
  const isFree = !needsApproval(details);
  const nobody = matter.isAsk && (await nobodyRefusal(tx, weighed, subject));
  if (nobody) return refuse(nobody);
  const isDirect = isFree || weighed.quorum.isReached;
  const request = await rowOf(tx, deps, { act, weighed, isDirect });
  if (!(await insertRequest(tx, request))) {
    const open = await findOpenRequest(tx, { kind: details.kind, subjectKey: request.subjectKey });
    if (!open) throw new Error("a request stood in the way and is gone under the company's lock");
    return refuse(await doorTo(tx, deps, { request: open, person, subject }));
  }
  if (isDirect) {
    const effect = await executeAct(tx, deps, { ...act, answerableId: person.id, request });
    await announceRequest(tx, deps, { request, matter, weighed, subject });
    return ok({ kind: "executed", request, effect });
  }
  const kind = act.isAsk ? "reset_asked" : "request_made";
  const facts = { requestId: request.id, kind: details.kind, required: weighed.quorum.required };
  await announceRequest(tx, deps, { request, matter, weighed, subject });
  await auditAct(tx, deps, { actor, kind, subjectId: request.subjectId, facts });
  const deciders = approversOf(matter, weighed.people, deps.now()).map((one) => one.firstName);
  return ok({ kind: "waiting", request, deciders, required: weighed.quorum.required });
}

/** Before a form is filled in only the kind is known, and whoever is invited is named by an email. */
type Kind = {
  kind: RequestDetails["kind"];
  invitee?: { email: string } | null;
  isPasswordForgotten?: boolean;
};
type About = {
  person: { id: string };
  subject: { id: string; isAdministrator: boolean } | undefined;
  details: Kind;
  isAsk?: boolean;
  reasons?: readonly ApprovalReason[];
};

export const matterOf = ({ person, subject, details, isAsk = false, reasons = [] }: About): Matter => ({
  kind: details.kind,
  requesterId: person.id,
  subjectId: subject?.id ?? null,
  isAsk,
  isAboutAdministrator: subject?.isAdministrator === true,
  needsSecondPerson:
    details.isPasswordForgotten === true || reasons.some((reason) => reason !== "administrator"),
});

/** One open request for each: a person, an address that is nobody's yet, or the company's policy. */
const keyOf = (details: Kind, subject: Person | undefined): string =>
  details.invitee?.email ?? subject?.id ?? "company";

/** An ask that nobody can decide is refused with the way out: it would only make somebody wait (DESIGN 2). */
export async function nobodyRefusal(
  tx: Tx,
  { matter, people }: Weighed,
  subject: Person | undefined,
): Promise<Refusal | undefined> {
  if (people.some((one) => one.isPaymentsAdmin && mayDecide(matter, one))) return undefined;
  const hasRecoveryCode = subject ? (await findSavedRecoveryCode(tx, subject.id)) !== undefined : false;
  return { code: "nobody_can_decide", name: subject?.firstName ?? "", hasRecoveryCode } as const;
}

type Row = { act: NewAct; weighed: Weighed; isDirect: boolean };

async function rowOf(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes">,
  { act, weighed, isDirect }: Row,
): Promise<Request> {
  const { details, subject, person, isAsk = false } = act;
  const now = deps.now();
  const company = await getCompany(tx);
  const { breakGlassAfterMs } = policyOf(company.policy);
  const mayProceed = !isAsk && !isDirect && breakGlassAfterMs !== null;
  return {
    companyId: act.actor.companyId,
    id: newId(deps.randomBytes),
    kind: details.kind,
    state: isDirect ? stateAfterYes(details.kind) : "pending",
    requesterId: person.id,
    subjectId: subject?.id ?? null,
    subjectKey: keyOf(details, subject),
    subjectEpoch: subject?.mfaEpoch ?? null,
    isAsk,
    details,
    secretBox: null,
    ruleAtCreation: needsApproval(details) ? weighed.quorum.rule : 0,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetimeOf({ isAsk })),
    breakGlassAt: mayProceed ? new Date(now.getTime() + breakGlassAfterMs) : null,
    remindedAt: null,
    decidedAt: isDirect ? now : null,
    decidedBy: isDirect ? person.id : null,
    denyReason: null,
    isReducedQuorum: isDirect && needsApproval(details) && weighed.quorum.isReduced,
    isBreakGlass: false,
    resetId: null,
  };
}

/** The request that waits already, for whoever came to do the same. */
async function doorTo(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { request, person, subject }: { request: Request; person: Person; subject: Person | undefined },
): Promise<Refusal> {
  const requester = await findUser(tx, request.requesterId);
  const matter = {
    ...matterOf({ person, subject, details: request.details, isAsk: request.isAsk }),
    requesterId: request.requesterId,
  };
  const { people } = await weighRequest(tx, deps, { matter });
  const me = people.find((one) => one.id === person.id);
  return {
    code: "request_open",
    requestId: request.id,
    name: subject?.firstName ?? inviteeName(request.details),
    requesterName: requester ? fullName(requester) : "",
    at: request.createdAt,
    mayDecide: me !== undefined && mayDecide(matter, me),
  };
}

/** Somebody who is not a user yet, as the form named them. */
const inviteeName = (details: RequestDetails) =>
  details.kind === "system_administrator" ? (details.invitee?.firstName ?? "") : "";
