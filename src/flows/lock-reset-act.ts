import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, findChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { lockStepUp } from "./begin-step-up.ts";
import { judgeReset, type Verdict } from "./judge-reset.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";

type ResetAct = Verdict & { person: Person; subject: Person; challenge: Challenge };

/**
 * What stands behind a reset form when it comes back: both people, the challenge, and the rule's verdict, all under locks.
 * Whom it is about is what the actor's own challenge was bound to, never what the form says (R37). The challenge is read
 * before anybody is locked and again after: people are locked first, in one order.
 */
export async function lockResetAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, challengeId }: { actor: Actor; act: "reset" | "renew_reset"; challengeId: string },
): Promise<Result<ResetAct>> {
  const expired = refuse({ code: "challenge_expired" } as const);
  const found = await findChallenge(tx, challengeId);
  if (found?.userId !== actor.userId || !found.subjectId) return expired;
  const { subjectId } = found;
  const locked = await lockActorAndSubject(tx, actor, subjectId);
  if (!locked.ok)
    return refuse(await auditRefusal(tx, deps, { actor, act, refusal: locked.refusal, subjectId }));
  const { person, subject } = locked.value;
  const challenge = await lockStepUp(tx, { challengeId, userId: person.id, act, subject });
  if (!challenge) return expired;
  return ok({ person, subject, challenge, ...(await judgeReset(tx, deps, { person, subject })) });
}
