import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { type Challenge, findChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";

/** A form that stood open longer is begun anew, with the rights and facts of that day. */
export const formLifetimeMs = 24 * 60 * 60_000;

const purposes = new Set(["reset", "ask_reset", "renew_reset"]);

/**
 * The actor's own reset form: its row says whom it is about, whatever the view says (A08). For a code it lives ten
 * minutes; whom it shows it may show for a day.
 */
export async function findResetChallenge(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, challengeId }: { actor: Actor; challengeId: string },
): Promise<(Challenge & { subjectId: string }) | undefined> {
  const challenge = await findChallenge(tx, challengeId);
  if (challenge?.userId !== actor.userId || challenge.sessionId || !challenge.subjectId) return undefined;
  const isStale = deps.now().getTime() - challenge.createdAt.getTime() > formLifetimeMs;
  return isStale || !purposes.has(challenge.purpose)
    ? undefined
    : { ...challenge, subjectId: challenge.subjectId };
}
