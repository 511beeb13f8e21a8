import type { Deps } from "../deps.ts";
import type { OwnAct } from "../domain/own-act.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import type { Challenge } from "../store/challenges.ts";
import { inTenant, type Tx } from "../store/db.ts";
import type { Factor } from "../store/factors.ts";
import { findUser } from "../store/users.ts";
import { insertStepUp, type Kept, lockStepUp } from "./begin-step-up.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser, type SessionUser } from "./lock-session-user.ts";
import { proveFactor } from "./prove-factor.ts";

/** What a form of one's own account sends beside its fields. */
export type OwnForm = { challengeId: string; code: string };

type Bound = {
  act: OwnAct;
  /** What the form is about, where the act alone does not say it: which factor is removed. */
  target?: string;
};
export type OwnActLocked = SessionUser & { challenge: Challenge };

/**
 * Binds the person's next code to this act in this very session: a cookie that was stolen elsewhere, or a code that was given
 * for another form, serves nothing here (R37, B12).
 */
export async function openOwnAct(
  deps: Pick<Deps, "db" | "now" | "randomBytes">,
  session: Session,
  { keep, ...bound }: Bound & Kept,
): Promise<{ challengeId: string }> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const subject = await findUser(tx, session.userId);
    return insertStepUp(tx, deps, { userId: session.userId, ...boundTo(session, bound), subject, keep });
  });
}

/** Person, session and challenge, locked in this order. Whoever the form was not shown to has no challenge for it. */
export async function lockOwnAct(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { session, challengeId, ...bound }: Bound & { session: Session; challengeId: string },
): Promise<Result<OwnActLocked>> {
  const locked = await lockSessionUser(tx, session, { level: "full", now: deps.now() });
  if (!locked.ok) return locked;
  const { user } = locked.value;
  const challenge = await lockStepUp(tx, {
    challengeId,
    userId: user.id,
    ...boundTo(session, bound),
    subject: user,
  });
  return challenge ? ok({ ...locked.value, challenge }) : refuse({ code: "challenge_expired" });
}

/**
 * Rights first, then the code: a wrong one commits its attempt, a right one for an act that is refused is consumed, and the
 * refusal is audited (R37, R56).
 */
export async function proveOwnAct(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { locked, code, refusal }: { locked: OwnActLocked; code: string; refusal?: Refusal | undefined },
): Promise<Result<{ factor: Factor }>> {
  const { user, challenge } = locked;
  const proof = await proveFactor(tx, deps, { user, challenge, code });
  if (!proof.ok || !refusal) return proof;
  const facts = { act: challenge.purpose, why: refusal.code, via: "portal" };
  await appendAudit(tx, { kind: "act_refused", at: deps.now(), actorId: user.id, facts });
  return refuse(refusal);
}

/** The whole of it, where nothing but the code decides. */
export async function takeOwnAct(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { session, act, form }: { session: Session; act: OwnAct; form: OwnForm },
): Promise<Result<OwnActLocked & { factor: Factor }>> {
  const locked = await lockOwnAct(tx, deps, { session, act, challengeId: form.challengeId });
  if (!locked.ok) return locked;
  const proof = await proveOwnAct(tx, deps, { locked: locked.value, code: form.code });
  return proof.ok ? ok({ ...locked.value, factor: proof.value.factor }) : proof;
}

const boundTo = (session: Session, { act, target = "" }: Bound) => ({
  act,
  shown: `${session.id} ${target}`,
});
