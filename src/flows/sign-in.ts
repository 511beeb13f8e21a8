import { lineOf } from "../crypto/line.ts";
import { hashSecret, needsRehash, verifySecret } from "../crypto/password.ts";
import { hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { isHeld } from "../domain/attempt.ts";
import { normalizeEmail } from "../domain/email.ts";
import { normalizePassword } from "../domain/password.ts";
import { isAdministrator } from "../domain/person.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { afterWrongPassword, throttledUntil } from "../domain/throttle.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { clearThrottle, findThrottle, lockThrottle, updateThrottle } from "../store/throttles.ts";
import { findUserByEmail, lockUser, type User, updateUser } from "../store/users.ts";
import { faultRefusal } from "./count-wrong-code.ts";
import { beginSession } from "./session-steps.ts";

/** Of a flood no more than these are in the database at once, so that others' pages find a free connection there (R27). */
const inLine = lineOf(4);
/** Whoever waited longer is told to come back: by then the page that asked has given up, and hashing for nobody holds up the rest. */
export const patienceMs = 6000;

type Input = { companyId: string; email: string; password: string; device: string | null };

/**
 * The first step: company, email, password. The answer never says which part was wrong, and an unknown email takes the
 * same path and time as a known one, throttle included (R04). A right password opens no more than the next step.
 */
export function signIn(deps: Deps, input: Input): Promise<Result<{ sessionToken: string }>> {
  const since = deps.now().getTime();
  return inLine(async () =>
    deps.now().getTime() - since > patienceMs ? refuse({ code: "sign_in_busy" }) : signInNow(deps, input),
  );
}

async function signInNow(deps: Deps, input: Input): Promise<Result<{ sessionToken: string }>> {
  const email = normalizeEmail(input.email);
  const password = normalizePassword(input.password);
  const emailHash = signInKey(input.companyId, email);
  const before = await inTenant(deps.db, input.companyId, async (tx) => ({
    throttle: await findThrottle(tx, emailHash),
    user: await findUserByEmail(tx, email),
  }));
  const lockedUntil = throttledUntil(before.throttle, deps.now());
  if (lockedUntil) return refuse({ code: "sign_in_locked", until: lockedUntil });
  const found = before.user;
  // Outside any transaction: hashing waits in line under a flood, and must not hold a connection meanwhile (R27).
  const isRight = await verifySecret(found?.passwordHash, password);
  const newHash =
    isRight && found?.passwordHash && needsRehash(found.passwordHash)
      ? await hashSecret(password)
      : undefined;
  return inTenant(deps.db, input.companyId, async (tx) => {
    const now = deps.now();
    const throttle = await lockThrottle(tx, emailHash, now);
    const until = throttledUntil(throttle, now);
    if (until) return refuse({ code: "sign_in_locked", until });
    const user = isRight && found ? await lockUnchanged(tx, found) : undefined;
    if (!user) {
      return countWrongPassword(tx, deps, {
        emailHash,
        failures: throttle?.failures ?? 0,
        userId: found?.id ?? null,
      });
    }
    await clearThrottle(tx, emailHash);
    if (isHeld(user, now)) return refuse(await heldRefusal(tx, deps, user));
    if (newHash) await updateUser(tx, user.id, { passwordHash: newHash });
    return ok(await beginSignIn(tx, deps, { user, companyId: input.companyId, device: input.device }));
  });
}

/** Where the wrong passwords for one address are counted. `email` is normalised. */
export const signInKey = (companyId: string, email: string) => hashToken(`${companyId}.${email}`);

/** The user as verified, locked; undefined when the password or the person changed while it was hashed. */
async function lockUnchanged(tx: Tx, found: User): Promise<User | undefined> {
  const user = await lockUser(tx, found.id);
  return user.status === "active" && user.passwordHash === found.passwordHash ? user : undefined;
}

/** "Lock now" holds here already: whoever never enrolled would go from the password straight to setting up a phone. */
async function heldRefusal(tx: Tx, deps: Pick<Deps, "now">, user: User): Promise<Refusal> {
  await appendAudit(tx, { kind: "sign_in_held", at: deps.now(), actorId: user.id });
  return faultRefusal(tx, user, "held");
}

async function countWrongPassword(
  tx: Tx,
  deps: Deps,
  { emailHash, failures, userId }: { emailHash: string; failures: number; userId: string | null },
): Promise<Result<never>> {
  const now = deps.now();
  const after = afterWrongPassword(failures, now);
  await updateThrottle(tx, emailHash, { ...after, lastFailureAt: now });
  const facts = { failures: after.failures, email: emailHash.slice(0, 16) };
  await appendAudit(tx, { kind: "wrong_sign_in", at: now, actorId: userId, facts });
  if (!after.lockedUntil) return refuse({ code: "wrong_sign_in" });
  await appendAudit(tx, { kind: "sign_in_locked", at: now, actorId: userId, facts });
  return refuse({ code: "sign_in_locked", until: after.lockedUntil });
}

/** Somebody who never enrolled goes on to enrolment; all others must prove a factor or a setup code first. */
async function beginSignIn(
  tx: Tx,
  deps: Deps,
  { user, companyId, device }: { user: User; companyId: string; device: string | null },
) {
  const level = user.firstEnrolledAt === null ? "enrol" : "password";
  const subject = { ...user, companyId, isAdministrator: isAdministrator(user, await hasGrant(tx, user.id)) };
  const session = await beginSession(tx, deps, { user: subject, level, device });
  await appendAudit(tx, { kind: "password_accepted", at: deps.now(), actorId: user.id });
  return session;
}
