import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { releaseRefusal } from "../domain/hold.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { endHolds, findLatestHold } from "../store/holds.ts";
import { insertOutbox } from "../store/outbox.ts";
import { findUser, updateUser } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { insertStepUp, type Kept } from "./begin-step-up.ts";
import { cardForms, findOwnForm, retireForm } from "./find-own-form.ts";
import { listHelpers } from "./list-helpers.ts";
import { lockActorAndSubject, type Person } from "./lock-actor.ts";
import { lockSubjectAct } from "./lock-subject-act.ts";
import { postAct } from "./post-act.ts";
import { proveFactor } from "./prove-factor.ts";
import { tellPerson } from "./tell-person.ts";
import { strangerRefusal } from "./view-person.ts";

export type ReleaseForm = {
  challengeId: string;
  firstName: string;
  name: string;
  until: Date;
  byName: string;
};

/**
 * *Unlock*, from the person's card or page: who locked it, and until when; the next code is bound to it. `again`: this form once
 * more.
 */
export async function openRelease(
  deps: Deps,
  actor: Actor,
  from: { challengeId: string } | ({ userId: string } & Kept) | { again: string },
): Promise<Result<ReleaseForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const meant = await findMeant(tx, deps, { actor, from });
    if (!meant.ok) return meant;
    const locked = await lockActorAndSubject(tx, actor, meant.value);
    if (!locked.ok) return locked;
    const before = "again" in from ? await retireForm(tx, deps, from.again) : undefined;
    if (before && !before.ok) return before;
    const { person, subject } = locked.value;
    const refusal = await judgeRelease(tx, deps, { person, subject });
    if (refusal)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "open_release", refusal, subjectId: subject.id }),
      );
    const keep = "userId" in from ? from.keep : undefined;
    const step = await insertStepUp(tx, deps, { userId: person.id, act: "release", subject, keep });
    const hold = await findLatestHold(tx, subject.id);
    const by = hold ? await findUser(tx, hold.actorId) : undefined;
    const until = subject.heldUntil ?? deps.now();
    const name = fullName(subject);
    return ok({ ...step, firstName: subject.firstName, name, until, byName: by ? fullName(by) : "" });
  });
}

/** Whose lock it is, by the actor's own form; by id, where a page names the person: then who may not look learns nothing (R32). */
async function findMeant(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { actor, from }: { actor: Actor; from: Parameters<typeof openRelease>[2] },
): Promise<Result<string>> {
  if ("userId" in from) {
    const stranger = await strangerRefusal(tx, deps, { actor, act: "open_release" });
    if (stranger) return refuse(stranger);
    const user = await findUser(tx, from.userId);
    return user ? ok(user.id) : refuse({ code: "unknown_person", near: [] });
  }
  const form = await findOwnForm(
    tx,
    deps,
    "again" in from
      ? { actor, challengeId: from.again, acts: ["release"] }
      : { actor, challengeId: from.challengeId, acts: cardForms },
  );
  return form ? ok(form.subjectId) : refuse({ code: "challenge_expired" });
}

/** Ends "Lock now" before its time: the phone is safe after all. */
export async function releaseUser(
  deps: Deps,
  actor: Actor,
  { challengeId, code }: { challengeId: string; code: string },
): Promise<Result<{ name: string }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockSubjectAct(tx, deps, { actor, act: "release", challengeId });
    if (!locked.ok) return locked;
    const { person, subject, challenge } = locked.value;
    const no = await judgeRelease(tx, deps, { person, subject });
    const proof = await proveFactor(tx, deps, { user: person, challenge, code });
    if (no)
      return refuse(
        await auditRefusal(tx, deps, { actor, act: "release", refusal: no, subjectId: subject.id }),
      );
    if (!proof.ok) return proof;
    await release(tx, deps, { actor, subject });
    return ok({ name: subject.firstName });
  });
}

async function judgeRelease(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { person, subject }: { person: Person; subject: Person },
): Promise<Refusal | undefined> {
  const helpers = await listHelpers(tx, { role: "payments_admin", except: person.id });
  return releaseRefusal({ actor: person, subject, helpers, now: deps.now() });
}

/** The person hears of it, and whoever had locked the account. */
async function release(
  tx: Tx,
  deps: Deps,
  { actor, subject }: { actor: Actor; subject: Person },
): Promise<void> {
  const now = deps.now();
  const hold = await findLatestHold(tx, subject.id);
  await updateUser(tx, subject.id, { heldUntil: null });
  await endHolds(tx, subject.id, { endedAt: now, endedBy: actor.userId });
  if (hold) {
    const refId = hold.id;
    await tellPerson(tx, deps, { userId: subject.id, refId, mail: "released_mail" });
    if (hold.actorId !== actor.userId)
      await insertOutbox(tx, deps, { kind: "released_dm", refId, recipientId: hold.actorId });
  }
  const facts = { holdId: hold?.id ?? null };
  const seq = await auditAct(tx, deps, { actor, kind: "user_released", subjectId: subject.id, facts });
  await postAct(tx, deps, seq);
}
