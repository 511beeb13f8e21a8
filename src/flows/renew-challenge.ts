import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { lockChallenge, voidChallenge } from "../store/challenges.ts";
import { inTenant } from "../store/db.ts";
import { findUser } from "../store/users.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActor } from "./lock-actor.ts";

/** A form that stood open longer is begun anew, with the rights and facts of that day. */
const formLifetimeMs = 24 * 60 * 60_000;

/** The same act on the same subject, for a form that stood open too long: a new challenge in the place of the spent one, so that what was typed need not be typed again. */
export async function renewChallenge(
  deps: Deps,
  actor: Actor,
  { challengeId }: { challengeId: string },
): Promise<Result<{ challengeId: string; card: ResetCard | undefined }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockActor(tx, actor);
    if (!locked.ok) return locked;
    const person = locked.value;
    const challenge = await lockChallenge(tx, challengeId);
    if (challenge?.userId !== actor.userId || challenge.sessionId)
      return refuse({ code: "challenge_expired" });
    // The second of a double click: the act is done, and nothing is left to ask a code for.
    if (challenge.consumedAt) return refuse({ code: "challenge_spent" });
    await voidChallenge(tx, challenge.id, deps.now());
    const { purpose, subjectId } = challenge;
    const isStale = deps.now().getTime() - challenge.createdAt.getTime() > formLifetimeMs;
    const isAllowed = purpose === "invite" ? person.role === "system_administrator" : person.isPaymentsAdmin;
    if (isStale || !isAllowed) return refuse({ code: "challenge_expired" });
    if (purpose === "invite") {
      return ok({
        ...(await insertStepUp(tx, deps, { userId: actor.userId, act: purpose })),
        card: undefined,
      });
    }
    const subject = subjectId ? await findUser(tx, subjectId) : undefined;
    if ((purpose !== "reset" && purpose !== "renew_reset") || !subject)
      return refuse({ code: "challenge_expired" });
    const step = await insertStepUp(tx, deps, { userId: actor.userId, act: purpose, subject });
    return ok({ ...step, card: await loadResetCard(tx, deps, subject) });
  });
}
