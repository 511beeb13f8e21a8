import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, findChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { type Act, lockStepUp } from "./begin-step-up.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";

export type SubjectAct = { person: Person; subject: Person; challenge: Challenge };

/**
 * What stands behind a form about somebody when it comes back: both people and the challenge, under locks. Whom it is about
 * is what the actor's own challenge was bound to, never what the form says (R37). The challenge is read before anybody is
 * locked and again after: people are locked first, in one order.
 */
export async function lockSubjectAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, challengeId }: { actor: Actor; act: Act; challengeId: string },
): Promise<Result<SubjectAct>> {
  const expired = refuse({ code: "challenge_expired" } as const);
  const found = await findChallenge(tx, challengeId);
  if (found?.userId !== actor.userId || !found.subjectId) return expired;
  const { subjectId } = found;
  const locked = await lockActorAndSubject(tx, actor, subjectId);
  if (!locked.ok)
    return refuse(await auditRefusal(tx, deps, { actor, act, refusal: locked.refusal, subjectId }));
  const { person, subject } = locked.value;
  const challenge = await lockStepUp(tx, { challengeId, userId: person.id, act, subject });
  if (challenge) return ok({ person, subject, challenge });
  // The second of a double click waited for the first, which changed the subject: it was sent, not too old.
  return (await findChallenge(tx, challengeId))?.consumedAt ? refuse({ code: "challenge_spent" }) : expired;
}
