import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { lockChallenge, voidChallenge } from "../store/challenges.ts";
import { inTenant } from "../store/db.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { formLifetimeMs } from "./find-own-form.ts";
import { lockActor } from "./lock-actor.ts";

/** The same act, for a form that names the person itself and stood open too long: a new challenge in the place of the spent one, so that what was typed need not be typed again. */
export async function renewChallenge(
  deps: Deps,
  actor: Actor,
  { challengeId }: { challengeId: string },
): Promise<Result<{ challengeId: string }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok) return locked;
    const challenge = await lockChallenge(tx, challengeId);
    if (challenge?.userId !== actor.userId || challenge.sessionId)
      return refuse({ code: "challenge_expired" });
    // The second of a double click: the act is done, and nothing is left to ask a code for.
    if (challenge.consumedAt) return refuse({ code: "challenge_spent" });
    await voidChallenge(tx, challenge.id, deps.now());
    const { purpose, createdAt } = challenge;
    const isStale = deps.now().getTime() - createdAt.getTime() > formLifetimeMs;
    if (isStale || purpose !== "invite" || locked.value.role !== "system_administrator")
      return refuse({ code: "challenge_expired" });
    return ok(await insertStepUp(tx, deps, { userId: actor.userId, act: purpose }));
  });
}
