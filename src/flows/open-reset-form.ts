import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { isNearEmail, normalizeEmail } from "../domain/email.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Challenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findUser, findUserByEmail, listEmailsLike, type User } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import type { Kept } from "./begin-step-up.ts";
import { bindDoor, bindResetForm, type ResetForm } from "./bind-reset-form.ts";
import { cardForms, findOwnForm, retireForm } from "./find-own-form.ts";
import { judgeReset, type Verdict } from "./judge-reset.ts";
import { listHelpers } from "./list-helpers.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import { openRequestRefusal } from "./submit-act.ts";

/**
 * By address or id. `anewFor`: from the form that offers a new code, a new reset of the same person in its place: when the phone
 * turns out stolen. `keep`: a page's form as it was sent. `again`: the actor's own form once more, with the rights and facts of now, in the place of the old one.
 */
type Whom = { email: string } | ({ userId: string } & Kept) | { anewFor: string } | { again: string };
/** `isPasswordForgotten`: a new code for a reset that was done already would not help. */
type Wanted = Whom & { isPasswordForgotten?: boolean };

/**
 * Finds the person, offers the lightest remedy, and binds the actor's next code to that very act on that very person. Who may
 * not reset is given the form that asks for it (DESIGN 3).
 */
export async function openResetForm(deps: Deps, actor: Actor, input: Wanted): Promise<Result<ResetForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const allowed = await mayLook(tx, deps, actor);
    if (allowed) return refuse(allowed);
    const found = await findSubject(tx, deps, { actor, input });
    if (!found.ok) return found;
    const locked = await lockActorAndSubject(tx, actor, found.value.id);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const before = "again" in input ? await retireForm(tx, deps, input.again) : undefined;
    if (before && !before.ok) return before;
    const isAsk = !person.isPaymentsAdmin;
    const { isPasswordForgotten = false } = input;
    const verdict = await judgeReset(tx, deps, { person, subject, isAsk, isPasswordForgotten });
    if (verdict.refusal) return refuse(verdict.refusal);
    const door = await openRequestRefusal(tx, deps, { person, subject, details: { kind: "reset" } });
    const keep = "userId" in input ? input.keep : undefined;
    if (door) return ok(await bindDoor(tx, deps, { person, subject, verdict, refusal: door, keep }));
    const form = before?.value ?? (await findKept(tx, deps, { actor, keep }));
    const isAnew = "anewFor" in input || (form !== undefined && wasAnew(form, verdict));
    const about = { person, subject, verdict, isAnew, isPasswordForgotten, keep };
    return ok(await bindResetForm(tx, deps, about));
  });
}

/** Who may not look learns nothing of who exists: the right comes before the look-up (R32). */
async function mayLook(tx: Tx, deps: Deps, actor: Actor): Promise<Refusal | undefined> {
  // Read without locks: both people are locked together below, in one order, and judged again.
  const person = await findUser(tx, actor.userId);
  if (person?.relationship === "employee") return undefined;
  const helpers = await listHelpers(tx, { role: "payments_admin", except: actor.userId });
  const refusal = { code: "not_employee", helpers } as const;
  return auditRefusal(tx, deps, { actor, act: "open_reset", refusal });
}

async function findSubject(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, input }: { actor: Actor; input: Whom },
): Promise<Result<User>> {
  const unknown = async () => refuse(await unknownPerson(tx, input));
  if ("email" in input || "userId" in input) {
    const user =
      "email" in input
        ? await findUserByEmail(tx, normalizeEmail(input.email))
        : await findUser(tx, input.userId);
    return user ? ok(user) : unknown();
  }
  const challengeId = "again" in input ? input.again : input.anewFor;
  const acts = "again" in input ? cardForms : (["renew_reset"] as const);
  const form = await findOwnForm(tx, deps, { actor, challengeId, acts });
  const user = form && (await findUser(tx, form.subjectId));
  if (user) return ok(user);
  return "again" in input ? refuse({ code: "challenge_expired" }) : unknown();
}

/** Up to three addresses that a slip of the finger explains: the name before the @ begins alike, or the rest does. */
async function unknownPerson(tx: Tx, input: Whom): Promise<Refusal> {
  const typed = "email" in input ? normalizeEmail(input.email) : "";
  const people = typed ? await listEmailsLike(tx, typed.slice(0, 1)) : [];
  const near = people.filter((one) => isNearEmail(typed, one.email)).slice(0, 3);
  return { code: "unknown_person", near: near.map((one) => ({ name: fullName(one), email: one.email })) };
}

async function findKept(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, keep }: { actor: Actor } & Kept,
): Promise<Challenge | undefined> {
  if (keep === undefined) return undefined;
  return (await findOwnForm(tx, deps, { actor, challengeId: keep, acts: cardForms }))?.challenge;
}

/** The form asked for a reset in the place of an unfinished one; not when that was made by somebody else since. */
const wasAnew = (before: Challenge, { unfinished }: Verdict) =>
  before.purpose === "reset" && !(unfinished && unfinished.executedAt > before.createdAt);
