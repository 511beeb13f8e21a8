import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { type PersonAct, personActRefusal, roleFor } from "../domain/person-act.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, findChallenge } from "../store/challenges.ts";
import { lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { listOpenRequestsAbout, lockRequest, type Request } from "../store/requests.ts";
import { auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { roleFacts } from "./judge-act.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";
import { proveFactor } from "./prove-factor.ts";

export type PersonForm = { challengeId: string; code: string };
type Sent = PersonForm & { actor: Actor; act: PersonAct };
type Locked = { person: Person; subject: Person; challenge: Challenge; requests: Request[] };

/**
 * Both people, the challenge, the open requests in which the subject takes part, then the company: everything that an act on a
 * person's account may change, in the one order (R39). Whom it is about is what the actor's own challenge was bound to.
 */
export async function lockPersonAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, challengeId }: Sent,
): Promise<Result<Locked>> {
  const expired = refuse({ code: "challenge_expired" } as const);
  const found = await findChallenge(tx, challengeId);
  if (found?.userId !== actor.userId || !found.subjectId || found.purpose !== act) return expired;
  const { subjectId } = found;
  const locked = await lockActorAndSubject(tx, actor, subjectId);
  if (!locked.ok)
    return refuse(await auditRefusal(tx, deps, { actor, act, refusal: locked.refusal, subjectId }));
  const { person, subject } = locked.value;
  const challenge = await lockStepUp(tx, { challengeId, userId: person.id, act, subject });
  if (!challenge) return expired;
  const requests: Request[] = [];
  for (const { id } of await listOpenRequestsAbout(tx, subject.id)) {
    const request = await lockRequest(tx, id);
    if (request) requests.push(request);
  }
  await lockCompany(tx);
  return ok({ person, subject, challenge, requests });
}

/**
 * May this person do this to that one, at this moment? The company's lock is held where it counts: nobody else changes roles
 * meanwhile, so of two that would both leave nobody only one passes (R34).
 */
export async function judgePersonAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { act, person, subject }: { act: PersonAct; person: Person; subject: Person },
): Promise<Refusal | undefined> {
  return personActRefusal(act, await roleFacts(tx, deps, { person, subject, role: roleFor(act) }));
}

/** Rights first, then the code: a wrong code commits its attempt, a right code for a refused act is consumed (R37). */
export async function provePersonAct(
  tx: Tx,
  deps: Deps,
  { sent, locked, refusal }: { sent: Sent; locked: Locked; refusal: Refusal | undefined },
): Promise<Result<Locked>> {
  const { actor, act, code } = sent;
  const { person, subject, challenge } = locked;
  const proof = await proveFactor(tx, deps, { user: person, challenge, code });
  if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act, refusal, subjectId: subject.id }));
  return proof.ok ? ok(locked) : proof;
}

/** The whole of it, for an act whose rule needs nothing that the form brings. */
export async function takePersonAct(tx: Tx, deps: Deps, sent: Sent): Promise<Result<Locked>> {
  const locked = await lockPersonAct(tx, deps, sent);
  if (!locked.ok) return locked;
  const { person, subject } = locked.value;
  const refusal = await judgePersonAct(tx, deps, { act: sent.act, person, subject });
  return provePersonAct(tx, deps, { sent, locked: locked.value, refusal });
}
