import { findChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";

/** Whom the actor's own challenge is about, before anybody is locked: people are locked first, in one order, and the challenge after them. */
export async function findChallengeSubject(
  tx: Tx,
  { challengeId, userId }: { challengeId: string; userId: string },
): Promise<string | undefined> {
  const challenge = await findChallenge(tx, challengeId);
  return challenge?.userId === userId ? (challenge.subjectId ?? undefined) : undefined;
}
