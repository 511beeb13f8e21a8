import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { PersonAct } from "../domain/person-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { findChallenge, voidChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp, type Kept } from "./begin-step-up.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import { judgePersonAct } from "./lock-person-act.ts";
import { matterOf, openRequestRefusal } from "./submit-act.ts";
import { findWhom, type PersonCard, personCard, strangerRefusal } from "./view-person.ts";
import { weighRequest } from "./weigh-request.ts";

export type PersonActForm = {
  challengeId: string;
  card: PersonCard;
  /** Approvals that are needed before anything happens; 0: it happens at once. */
  required: number;
};

/** By id; or, in the place of a form that stood open too long or saw too many wrong codes, on the person of its challenge. */
type Whom = ({ userId: string } & Kept) | { again: string };

/** Shows what is to be done to whom, and binds the actor's next code to that very act on that very person (R37). */
export async function openPersonAct(
  deps: Deps,
  actor: Actor,
  { act, ...whom }: Whom & { act: PersonAct },
): Promise<Result<PersonActForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const stranger = await strangerRefusal(tx, deps, { actor, act: `open_${act}` });
    if (stranger) return refuse(stranger);
    const named = await whomOf(tx, deps, { actor, act, whom });
    if (!named.ok) return named;
    const found = await findWhom(tx, named.value);
    if (!found) return refuse({ code: "unknown_person", near: [] });
    const locked = await lockActorAndSubject(tx, actor, found.id);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const refusal = await judgePersonAct(tx, deps, { act, person, subject });
    const about = { actor, act: `open_${act}`, subjectId: subject.id };
    if (refusal) return refuse(await auditRefusal(tx, deps, { ...about, refusal }));
    const details = kindOf(act);
    const door = details && (await openRequestRefusal(tx, deps, { person, subject, details }));
    if (door) return refuse(door);
    const weighed =
      details && (await weighRequest(tx, deps, { matter: matterOf({ person, subject, details }) }));
    const keep = "userId" in whom ? whom.keep : undefined;
    const step = await insertStepUp(tx, deps, { userId: person.id, act, subject, keep });
    const required = weighed?.quorum.required ?? 0;
    return ok({ ...step, card: await personCard(tx, deps, { person, subject }), required });
  });
}

/** Of what kind the request is, where the act is one. */
function kindOf(act: PersonAct): { kind: "system_administrator" | "revoke" | "email" } | undefined {
  if (act === "raise") return { kind: "system_administrator" };
  return act === "revoke" || act === "email" ? { kind: act } : undefined;
}

/** A form that was sent already is not begun anew: the act is done. */
async function whomOf(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, act, whom }: { actor: Actor; act: PersonAct; whom: Whom },
): Promise<Result<{ userId: string }>> {
  if ("userId" in whom) return ok(whom);
  const challenge = await findChallenge(tx, whom.again);
  if (challenge?.userId !== actor.userId || challenge.purpose !== act || !challenge.subjectId)
    return refuse({ code: "challenge_expired" });
  if (challenge.consumedAt) return refuse({ code: "challenge_spent" });
  await voidChallenge(tx, challenge.id, deps.now());
  return ok({ userId: challenge.subjectId });
}
