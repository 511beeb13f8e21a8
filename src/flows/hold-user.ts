import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { holdMs } from "../domain/attempt.ts";
import { holdLimitMs, holdRefusal } from "../domain/hold.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { countHolds, insertHold } from "../store/holds.ts";
import { endSessions } from "../store/sessions.ts";
import { endClaimedLinkAttempts } from "../store/slack-links.ts";
import { updateUser } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { cardForms, findOwnForm } from "./find-own-form.ts";
import { listHelpers } from "./list-helpers.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";
import { postAct } from "./post-act.ts";
import { tellAdministrators } from "./tell-administrators.ts";
import { tellPerson } from "./tell-person.ts";
import { warnOfLockout } from "./warn-of-lockout.ts";

export type Held = { name: string; until: Date };

/**
 * "Lock now": the phone may be in the wrong hands. Sessions end, and until the lock does nobody signs in as the person or
 * uses their code, in Slack neither. No code of one's own is asked for: it must be fast, and everybody hears who did it.
 */
export async function holdUser(
  deps: Deps,
  actor: Actor,
  { challengeId }: { challengeId: string },
): Promise<Result<Held>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const form = await findOwnForm(tx, deps, { actor, challengeId, acts: cardForms });
    if (!form) return refuse({ code: "challenge_expired" });
    const { subjectId } = form;
    const locked = await lockActorAndSubject(tx, actor, subjectId);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const refusal = await judgeHold(tx, deps, { person, subject });
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "hold", refusal, subjectId }));
    return ok(await hold(tx, deps, { actor, subject }));
  });
}

/** The actor's row is locked: presses at once count one after the other (R50). */
async function judgeHold(
  tx: Tx,
  deps: Pick<Deps, "now" | "isUnhurried">,
  { person, subject }: { person: Person; subject: Person },
): Promise<Refusal | undefined> {
  const now = deps.now();
  const helpers = await listHelpers(tx, { role: "payments_admin", except: person.id });
  const lately = deps.isUnhurried
    ? { count: 0, oldest: null }
    : await countHolds(tx, person.id, new Date(now.getTime() - holdLimitMs));
  return holdRefusal({ actor: person, subject, helpers, lately, now });
}

async function hold(
  tx: Tx,
  deps: Deps,
  { actor, subject }: { actor: Actor; subject: Person },
): Promise<Held> {
  const now = deps.now();
  const until = new Date(now.getTime() + holdMs);
  const id = newId(deps.randomBytes);
  await updateUser(tx, subject.id, { heldUntil: until });
  await insertHold(tx, { id, userId: subject.id, actorId: actor.userId, createdAt: now, until });
  await endSessions(tx, subject.id, { at: now });
  // A link that somebody signed in for and has not confirmed would outlive the session.
  await endClaimedLinkAttempts(tx, subject.id, now);
  await tellPerson(tx, deps, { userId: subject.id, refId: id, mail: "held_mail" });
  const except = [subject.id, actor.userId];
  await tellAdministrators(tx, deps, { refId: id, dm: "held_alert_dm", mail: "held_alert_mail", except });
  await warnOfLockout(tx, deps, { subjectId: subject.id });
  const facts = { holdId: id, until: until.toISOString() };
  const seq = await auditAct(tx, deps, { actor, kind: "user_held", subjectId: subject.id, facts });
  await postAct(tx, deps, seq);
  return { name: subject.firstName, until };
}
