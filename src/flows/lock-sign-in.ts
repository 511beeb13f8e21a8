import type { Deps } from "../deps.ts";
import { attemptFault } from "../domain/attempt.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Level } from "../domain/session.ts";
import { type Challenge, lockSessionChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { faultRefusal } from "./count-wrong-code.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser, type SessionUser } from "./lock-session-user.ts";

export type SignIn = SessionUser & { challenge: Challenge };

/** The second step of a sign-in, before any code is looked at: person, session and challenge, locked in this order; refused when no code may be tried. */
export async function lockSignIn(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { session, level }: { session: Session; level: Level },
): Promise<Result<SignIn>> {
  const now = deps.now();
  const locked = await lockSessionUser(tx, session, { level, now });
  if (!locked.ok) return locked;
  const { user } = locked.value;
  const challenge = await lockSessionChallenge(tx, session.id, user.id);
  if (!challenge) return refuse({ code: "session_over" });
  const fault = attemptFault(user, challenge, now);
  if (fault) return refuse(await faultRefusal(tx, user, fault));
  return ok({ ...locked.value, challenge });
}
