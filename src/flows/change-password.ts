import { hashSecret, verifySecret } from "../crypto/password.ts";
import { hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { normalizePassword } from "../domain/password.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { afterWrongPassword, throttledUntil } from "../domain/throttle.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { voidPasswordResets } from "../store/password-resets.ts";
import { endSessions } from "../store/sessions.ts";
import { clearThrottle, findThrottle, lockThrottle, updateThrottle } from "../store/throttles.ts";
import { findUser, type User, updateUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { judgePassword } from "./judge-password.ts";
import { lockOwnAct, type OwnForm, proveOwnAct } from "./take-own-act.ts";
import { tellPasswordChanged } from "./tell-password-changed.ts";

type Input = OwnForm & { current: string; password: string };

/**
 * A new password for the present one and a fresh code. What is wrong with either password costs no code. Guesses of the present
 * one count with those of the sign-in page, so a stolen session is no better place to guess (R25–R27).
 */
export async function changePassword(deps: Deps, session: Session, input: Input): Promise<Result<void>> {
  const current = normalizePassword(input.current);
  const password = normalizePassword(input.password);
  const emailHash = hashToken(`${session.companyId}.${session.user.email}`);
  const before = await inTenant(deps.db, session.companyId, (tx) => load(tx, session, emailHash));
  const paused = throttledUntil(before.throttle, deps.now());
  if (paused) return refuse({ code: "sign_in_locked", until: paused });
  // Outside the transaction: hashing waits in line, and must hold no lock meanwhile (R27).
  const isRight = await verifySecret(before.user.passwordHash, current);
  const fault = passwordFault({ current, password, before });
  const passwordHash = isRight && !fault ? await hashSecret(password) : "";
  return inTenant(deps.db, session.companyId, async (tx) => {
    const { challengeId, code } = input;
    // First of all, as at sign-in: of many guesses at once none is told anything once the pause has begun.
    const throttle = await lockThrottle(tx, emailHash, deps.now());
    const until = throttledUntil(throttle, deps.now());
    if (until) return refuse({ code: "sign_in_locked", until });
    const locked = await lockOwnAct(tx, deps, { session, act: "own_password", challengeId });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    if (!isRight || user.passwordHash !== before.user.passwordHash) {
      const failures = throttle?.failures ?? 0;
      return refuse(await countWrongPassword(tx, deps, { emailHash, userId: user.id, failures }));
    }
    if (fault) return refuse(fault);
    const proof = await proveOwnAct(tx, deps, { locked: locked.value, code });
    if (!proof.ok) return proof;
    await clearThrottle(tx, emailHash);
    await change(tx, deps, { user, passwordHash, session, device: locked.value.row.device });
    return ok(undefined);
  });
}

type Before = Awaited<ReturnType<typeof load>>;

/** What is wrong with the new one; told only to whoever knows the present one. */
function passwordFault({
  current,
  password,
  before,
}: {
  current: string;
  password: string;
  before: Before;
}): Refusal | undefined {
  if (password === current) return { code: "same_password" };
  const fault = judgePassword(password, before);
  return fault && { code: "password", fault };
}

async function load(tx: Tx, session: Session, emailHash: string) {
  const user = await findUser(tx, session.userId);
  if (!user) throw new Error("a session of nobody");
  return { user, company: await getCompany(tx), throttle: await findThrottle(tx, emailHash) };
}

async function countWrongPassword(
  tx: Tx,
  deps: Deps,
  { emailHash, userId, failures }: { emailHash: string; userId: string; failures: number },
): Promise<Refusal> {
  const now = deps.now();
  const after = afterWrongPassword(failures, now);
  await updateThrottle(tx, emailHash, { ...after, lastFailureAt: now });
  const facts = { failures: after.failures, via: "portal" };
  await appendAudit(tx, { kind: "wrong_password", at: now, actorId: userId, facts });
  return after.lockedUntil
    ? { code: "sign_in_locked", until: after.lockedUntil }
    : { code: "wrong_password" };
}

type Change = { user: User; passwordHash: string; session: Session; device: string | null };

/** Every other session ends, and so does every link that was mailed for a forgotten password. */
async function change(tx: Tx, deps: Deps, { user, passwordHash, session, device }: Change): Promise<void> {
  const now = deps.now();
  await updateUser(tx, user.id, { passwordHash, passwordChangedAt: now });
  await voidPasswordResets(tx, user.id, now);
  await endSessions(tx, user.id, { at: now, except: session.id });
  await tellPasswordChanged(tx, deps, user.id);
  const facts = { via: "portal", device };
  await appendAudit(tx, { kind: "password_changed", at: now, actorId: user.id, facts });
}
