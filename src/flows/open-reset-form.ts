import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { isNearEmail, normalizeEmail } from "../domain/email.ts";
import { fullName, isPaymentsAdmin } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isLapsed } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { findChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import type { Reset } from "../store/resets.ts";
import { findUser, findUserByEmail, listEmailsLike, type User } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { judgeReset } from "./judge-reset.ts";
import { listHelpers } from "./list-helpers.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";

export type UnfinishedReset = {
  executedAt: Date;
  actorName: string;
  outcome: "open" | "lapsed";
  codeExpiresAt: Date;
  mailAcceptedAt: Date | null;
};

export type ResetForm =
  | { kind: "reset"; challengeId: string; card: ResetCard }
  | { kind: "renew"; challengeId: string; card: ResetCard; reset: UnfinishedReset };

/** By address; or, from the form that offers a new code, a new reset of the same person in its place: when the phone turns out stolen. */
type Whom = { email: string } | { anewFor: string };

/** Finds the person, offers the lightest remedy, and binds the actor's next code to that very act on that very person. */
export async function openResetForm(deps: Deps, actor: Actor, input: Whom): Promise<Result<ResetForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const allowed = await mayLook(tx, deps, actor);
    if (allowed) return refuse(allowed);
    const found = await findSubject(tx, actor, input);
    if (!found) return refuse(await unknownPerson(tx, input));
    const locked = await lockActorAndSubject(tx, actor, found.id);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const { refusal, unfinished } = await judgeReset(tx, deps, { person, subject });
    const card = await loadResetCard(tx, deps, subject);
    // A new code for a reset that was allowed once is the lighter remedy, whatever made a new reset need an approval since.
    if (unfinished && "email" in input && (!refusal || refusal.code === "needs_approval")) {
      const step = await insertStepUp(tx, deps, { userId: person.id, act: "renew_reset", subject });
      return ok({ kind: "renew", ...step, card, reset: await describe(tx, deps, unfinished) });
    }
    if (refusal) return refuse(refusal);
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "reset", subject });
    return ok({ kind: "reset", ...step, card });
  });
}

/** Somebody who may not reset learns nothing of who exists: the right comes before the look-up (R32). */
async function mayLook(tx: Tx, deps: Deps, actor: Actor): Promise<Refusal | undefined> {
  // Read without locks: both people are locked together below, in one order, and judged again.
  const person = await findUser(tx, actor.userId);
  if (person && isPaymentsAdmin(person, await hasGrant(tx, person.id))) return undefined;
  const helpers = await listHelpers(tx, { role: "payments_admin", except: actor.userId });
  return auditRefusal(tx, deps, {
    actor,
    act: "open_reset",
    refusal: { code: "not_payments_admin", helpers },
  });
}

async function findSubject(tx: Tx, actor: Actor, input: Whom): Promise<User | undefined> {
  if ("email" in input) return findUserByEmail(tx, normalizeEmail(input.email));
  const challenge = await findChallenge(tx, input.anewFor);
  const isOwn = challenge?.userId === actor.userId && challenge.purpose === "renew_reset";
  return isOwn && challenge.subjectId ? findUser(tx, challenge.subjectId) : undefined;
}

/** Up to three addresses that a slip of the finger explains: the name before the @ begins alike, or the rest does. */
async function unknownPerson(tx: Tx, input: Whom): Promise<Refusal> {
  const typed = "email" in input ? normalizeEmail(input.email) : "";
  const people = typed ? await listEmailsLike(tx, typed.slice(0, 1)) : [];
  const near = people.filter((one) => isNearEmail(typed, one.email)).slice(0, 3);
  return { code: "unknown_person", near: near.map((one) => ({ name: fullName(one), email: one.email })) };
}

async function describe(tx: Tx, deps: Deps, reset: Reset): Promise<UnfinishedReset> {
  const actor = await findUser(tx, reset.actorId);
  const { executedAt, codeExpiresAt, mailAcceptedAt } = reset;
  const outcome = isLapsed(reset, deps.now()) ? "lapsed" : "open";
  return { executedAt, actorName: actor ? fullName(actor) : "", outcome, codeExpiresAt, mailAcceptedAt };
}
