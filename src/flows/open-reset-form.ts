import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { approversOf } from "../domain/approval.ts";
import { isNearEmail, normalizeEmail } from "../domain/email.ts";
import { fullName } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isLapsed } from "../domain/reset.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { findChallenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { findResetActorName } from "../store/reset-people.ts";
import type { Reset } from "../store/resets.ts";
import { findUser, findUserByEmail, listEmailsLike, type User } from "../store/users.ts";
import { auditRefusal } from "./audit-act.ts";
import { insertStepUp } from "./begin-step-up.ts";
import { judgeReset } from "./judge-reset.ts";
import { listHelpers } from "./list-helpers.ts";
import { loadResetCard, type ResetCard } from "./load-reset-card.ts";
import { lockActorAndSubject } from "./lock-actor.ts";
import { matterOf, openRequestRefusal } from "./submit-act.ts";
import { weighRequest } from "./weigh-request.ts";

export type UnfinishedReset = {
  executedAt: Date;
  actorName: string;
  outcome: "open" | "lapsed";
  codeExpiresAt: Date;
  mailAcceptedAt: Date | null;
};

export type ResetForm =
  | {
      kind: "reset";
      challengeId: string;
      card: ResetCard;
      /** Approvals that are needed before anything happens; 0: it happens at once. */
      required: number;
    }
  | { kind: "ask"; challengeId: string; card: ResetCard; required: number; deciders: string[] }
  | { kind: "renew"; challengeId: string; card: ResetCard; reset: UnfinishedReset };

/** By address or id; or, from the form that offers a new code, a new reset of the same person in its place: when the phone turns out stolen. */
type Whom = { email: string } | { userId: string } | { anewFor: string };

/**
 * Finds the person, offers the lightest remedy, and binds the actor's next code to that very act on that very person. Who may
 * not reset is given the form that asks for it (DESIGN 3).
 */
export async function openResetForm(deps: Deps, actor: Actor, input: Whom): Promise<Result<ResetForm>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const allowed = await mayLook(tx, deps, actor);
    if (allowed) return refuse(allowed);
    const found = await findSubject(tx, actor, input);
    if (!found) return refuse(await unknownPerson(tx, input));
    const locked = await lockActorAndSubject(tx, actor, found.id);
    if (!locked.ok) return locked;
    const { person, subject } = locked.value;
    const isAsk = !person.isPaymentsAdmin;
    const { refusal, reasons, unfinished } = await judgeReset(tx, deps, { person, subject, isAsk });
    if (refusal) return refuse(refusal);
    const door = await openRequestRefusal(tx, deps, { person, subject, details: { kind: "reset" } });
    if (door) return refuse(door);
    const card = await loadResetCard(tx, deps, subject, reasons);
    // A new code for a reset that was allowed once is the lighter remedy, whatever made a new reset need an approval since.
    if (unfinished && !isAsk && !("anewFor" in input)) {
      const step = await insertStepUp(tx, deps, { userId: person.id, act: "renew_reset", subject });
      return ok({ kind: "renew", ...step, card, reset: await describe(tx, deps, unfinished) });
    }
    const matter = matterOf({ person, subject, details: { kind: "reset" }, isAsk, reasons });
    const { quorum, people } = await weighRequest(tx, deps, { matter });
    const act = isAsk ? "ask_reset" : "reset";
    const step = await insertStepUp(tx, deps, { userId: person.id, act, subject });
    const { required } = quorum;
    if (!isAsk) return ok({ kind: "reset", ...step, card, required });
    const deciders = approversOf(matter, people, deps.now()).map((one) => one.firstName);
    return ok({ kind: "ask", ...step, card, required, deciders });
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

async function findSubject(tx: Tx, actor: Actor, input: Whom): Promise<User | undefined> {
  if ("email" in input) return findUserByEmail(tx, normalizeEmail(input.email));
  if ("userId" in input) return findUser(tx, input.userId);
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
  const actorName = await findResetActorName(tx, reset);
  const { executedAt, codeExpiresAt, mailAcceptedAt } = reset;
  const outcome = isLapsed(reset, deps.now()) ? "lapsed" : "open";
  return { executedAt, actorName, outcome, codeExpiresAt, mailAcceptedAt };
}
