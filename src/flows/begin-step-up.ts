import { hashToken, newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { stepUpLifetimeMs } from "../domain/attempt.ts";
import type { OwnAct } from "../domain/own-act.ts";
import { type Challenge, findChallenge, insertChallenge, lockChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findUser, type User } from "../store/users.ts";

/** What one's own code is asked for. */
export type Act =
  | "invite"
  | "withdraw"
  | "resend"
  | "grant"
  | "revoke"
  | "raise"
  | "lower"
  | "deactivate"
  | "reactivate"
  | "email"
  | "reset"
  | "renew_reset"
  | "undo_reset"
  /** An ask needs no code: its challenge only says whom the form is about, and that it is sent once. */
  | "ask_reset"
  /** Nor does looking at a person about whom nothing can be asked now: "Lock now" can still be pressed. */
  | "look"
  | "release"
  | "policy"
  | "approve"
  | "proceed"
  | OwnAct;

type Bound = {
  act: Act;
  subject?: Pick<User, "id" | "mfaEpoch"> | undefined;
  requestId?: string | undefined;
  /** What else the form showed, where that is what the code is given for. */
  shown?: string;
};

/** The challenge of the form that is drawn again. */
export type Kept = { keep?: string | undefined };

/** A challenge for an act on nobody in particular: the form names the person, or the policy. */
export async function beginStepUp(
  deps: Pick<Deps, "db" | "now" | "randomBytes">,
  actor: Actor,
  { act }: { act: "invite" | "policy" },
): Promise<{ challengeId: string }> {
  return inTenant(deps.db, actor.companyId, (tx) => insertStepUp(tx, deps, { userId: actor.userId, act }));
}

/**
 * Binds the actor's next code to this act, on this subject in its present state, for this request (R37). `keep`: of a form that a
 * page draws again as it was sent: its challenge stays, with the tries that are left, as long as it is bound to this very act.
 */
export async function insertStepUp(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes">,
  { userId, keep, ...bound }: Bound & Kept & { userId: string },
): Promise<{ challengeId: string }> {
  const kept = keep === undefined ? undefined : await findChallenge(tx, keep);
  if (kept && isBound(kept, { userId, ...bound }) && !kept.consumedAt && !kept.voidedAt)
    return { challengeId: kept.id };
  const now = deps.now();
  const user = await findUser(tx, userId);
  const id = newId(deps.randomBytes);
  await insertChallenge(tx, {
    id,
    userId,
    purpose: bound.act,
    digest: digestOf(bound),
    subjectId: bound.subject?.id ?? null,
    requestId: bound.requestId ?? null,
    epoch: user?.mfaEpoch ?? 0,
    createdAt: now,
    expiresAt: new Date(now.getTime() + stepUpLifetimeMs),
  });
  return { challengeId: id };
}

/**
 * The actor's own challenge for this very act, locked. Undefined for another person's, another act's, another subject's,
 * or when the subject was reset since the form was shown: a forged or stale form names nothing (A08).
 */
export async function lockStepUp(
  tx: Tx,
  { challengeId, userId, ...bound }: Bound & { challengeId: string; userId: string },
): Promise<Challenge | undefined> {
  const challenge = await lockChallenge(tx, challengeId);
  return challenge && isBound(challenge, { userId, ...bound }) ? challenge : undefined;
}

const isBound = (challenge: Challenge, { userId, ...bound }: Bound & { userId: string }) =>
  challenge.userId === userId && challenge.purpose === bound.act && challenge.digest === digestOf(bound);

const digestOf = ({ act, subject, requestId, shown }: Bound) =>
  hashToken(
    JSON.stringify([
      ...[act, subject?.id ?? null, subject?.mfaEpoch ?? null, requestId ?? null],
      ...(shown === undefined ? [] : [shown]),
    ]),
  );
