import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, findChallenge, lockChallenge, voidChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import type { Act } from "./begin-step-up.ts";

/** A form that stood open longer is begun anew, with the rights and facts of that day. */
export const formLifetimeMs = 24 * 60 * 60_000;

/** The forms that show a person's card. */
export const cardForms: readonly Act[] = ["reset", "ask_reset", "renew_reset", "look"];

/**
 * The actor's own form about somebody: its row says whom it is about, whatever the view says (A08). For a code it lives ten
 * minutes; whom it shows it may show for a day.
 */
export async function findOwnForm(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, challengeId, acts }: { actor: Actor; challengeId: string; acts: readonly Act[] },
): Promise<{ challenge: Challenge; subjectId: string } | undefined> {
  const challenge = await findChallenge(tx, challengeId);
  const { subjectId } = challenge ?? {};
  if (challenge?.userId !== actor.userId || challenge.sessionId || !subjectId) return undefined;
  const isStale = deps.now().getTime() - challenge.createdAt.getTime() > formLifetimeMs;
  const isOfThese = acts.some((act) => act === challenge.purpose);
  return isStale || !isOfThese ? undefined : { challenge, subjectId };
}

/** A new challenge takes the place of the old. The second of a double click has nothing left to ask a code for: the act is done. */
export async function retireForm(
  tx: Tx,
  deps: Pick<Deps, "now">,
  challengeId: string,
): Promise<Result<Challenge>> {
  const challenge = await lockChallenge(tx, challengeId);
  if (!challenge) return refuse({ code: "challenge_expired" });
  if (challenge.consumedAt) return refuse({ code: "challenge_spent" });
  await voidChallenge(tx, challengeId, deps.now());
  return ok(challenge);
}
