import { boxPlace } from "../crypto/box-place.ts";
import { hashSecret } from "../crypto/password.ts";
import { seal } from "../crypto/secret-box.ts";
import { newId, newRecoveryCode, newToken, normalizeCode } from "../crypto/token.ts";
import { newTotpSecret } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import { signInLifetimeMs } from "../domain/attempt.ts";
import { recoveryCodeWaitMs, sessionLimits } from "../domain/session.ts";
import { insertChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { insertFactor } from "../store/factors.ts";
import { insertRecoveryCode, voidRecoveryCode } from "../store/recovery-codes.ts";
import { endSessions, insertSession, updateSession } from "../store/sessions.ts";
import type { User } from "../store/users.ts";
import { secretPlace } from "./check-code.ts";

type SessionDeps = Pick<Deps, "now" | "randomBytes" | "keys">;
type Subject = Pick<User, "id" | "mfaEpoch"> & { companyId: string; isAdministrator: boolean };

type NewSession = {
  user: Subject;
  level: "password" | "enrol";
  device: string | null;
  /** Before anything is set up, a new password is chosen. */
  needsPassword?: boolean;
};

/** Begins a browser session at a level below full; each such level gets what it needs next: a challenge, or a pending factor. */
export async function beginSession(
  tx: Tx,
  deps: SessionDeps,
  { user, level, device, needsPassword = false }: NewSession,
): Promise<{ sessionToken: string }> {
  const now = deps.now();
  const id = newId(deps.randomBytes);
  const { token, hash } = newToken(deps.randomBytes, user.companyId);
  const { idleMs, lifetimeMs } = sessionLimits(level, user.isAdministrator);
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  const times = { createdAt: now, lastSeenAt: now, expiresAt };
  await insertSession(tx, {
    id,
    userId: user.id,
    tokenHash: hash,
    level,
    epoch: user.mfaEpoch,
    needsPassword,
    idleMs,
    ...times,
    device: device?.slice(0, 200) ?? null,
  });
  if (level === "password") await insertSignInChallenge(tx, deps, { user, sessionId: id });
  else await insertPendingFactor(tx, deps, { user, sessionId: id });
  return { sessionToken: token };
}

/** Raises a session's level after authentication, with a new token: the old one is worth nothing from now on (R03, R52). */
export async function raiseSession(
  tx: Tx,
  deps: SessionDeps,
  {
    user,
    sessionId,
    level,
    isRecovery = false,
  }: { user: Subject; sessionId: string; level: "enrol" | "full"; isRecovery?: boolean },
): Promise<{ sessionToken: string }> {
  const now = deps.now();
  const { token, hash } = newToken(deps.randomBytes, user.companyId);
  const { idleMs, lifetimeMs } = sessionLimits(level, user.isAdministrator);
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  const changes = {
    tokenHash: hash,
    level,
    isRecovery,
    idleMs,
    lastSeenAt: now,
    expiresAt,
    epoch: user.mfaEpoch,
  };
  if (!(await updateSession(tx, sessionId, changes))) throw new Error("the session ended under its own lock");
  if (level === "enrol") await insertPendingFactor(tx, deps, { user, sessionId });
  return { sessionToken: token };
}

/**
 * A new token at the same level, after a fresh code: what the session carries from now on, a secret or a recovery code, is
 * not shown to a copy of the cookie that was made before (ASVS 7.2.4).
 */
export async function renewToken(
  tx: Tx,
  deps: Pick<Deps, "randomBytes">,
  { companyId, sessionId }: { companyId: string; sessionId: string },
): Promise<{ sessionToken: string }> {
  const { token, hash } = newToken(deps.randomBytes, companyId);
  if (!(await updateSession(tx, sessionId, { tokenHash: hash })))
    throw new Error("the session ended under its own lock");
  return { sessionToken: token };
}

export type NewRecoveryCode = { code: string; hash: string };

/** A recovery code and its hash; made before the transaction: hashing waits in line, and must hold no lock meanwhile. */
export async function makeRecoveryCode(deps: Pick<Deps, "randomBytes">): Promise<NewRecoveryCode> {
  const code = newRecoveryCode(deps.randomBytes);
  return { code, hash: await hashSecret(normalizeCode(code)) };
}

/**
 * Puts a recovery code on the session, where it waits until it is ticked as saved; it voids the one before (R21, R23). Every
 * other session ends: while no code is saved, a copy of one could make a code of its own without any factor (B12).
 */
export async function issueCodeOnSession(
  tx: Tx,
  deps: SessionDeps,
  { userId, sessionId, fresh }: { userId: string; sessionId: string; fresh: NewRecoveryCode },
): Promise<void> {
  const now = deps.now();
  const id = newId(deps.randomBytes);
  await voidRecoveryCode(tx, userId, now);
  await insertRecoveryCode(tx, { id, userId, hash: fresh.hash, createdAt: now });
  const recoveryCodeBox = seal(deps.keys, recoveryPlace(sessionId), fresh.code);
  const recoveryCodeUntil = new Date(now.getTime() + recoveryCodeWaitMs);
  const waiting = { recoveryCodeId: id, recoveryCodeBox, recoveryCodeUntil };
  if (!(await updateSession(tx, sessionId, waiting))) throw new Error("the session ended under its own lock");
  await endSessions(tx, userId, { at: now, except: sessionId });
}

export const recoveryPlace = (sessionId: string) => boxPlace("sessions.recovery_code_box", sessionId);

/** The challenge that the code page of this session answers. */
export async function insertSignInChallenge(
  tx: Tx,
  deps: SessionDeps,
  { user, sessionId }: { user: Subject; sessionId: string },
) {
  const now = deps.now();
  await insertChallenge(tx, {
    id: newId(deps.randomBytes),
    userId: user.id,
    purpose: "sign_in",
    digest: sessionId,
    sessionId,
    epoch: user.mfaEpoch,
    createdAt: now,
    expiresAt: new Date(now.getTime() + signInLifetimeMs),
  });
}

/** Pending: shown as a QR code, good for nothing until a right code comes back (R11). What is active stays untouched (B1). */
export async function insertPendingFactor(
  tx: Tx,
  deps: SessionDeps,
  { user, sessionId }: { user: Pick<Subject, "id" | "mfaEpoch">; sessionId: string },
) {
  const id = newId(deps.randomBytes);
  const secretBox = seal(deps.keys, secretPlace(id), newTotpSecret());
  const common = { id, userId: user.id, sessionId, epoch: user.mfaEpoch, createdAt: deps.now() };
  await insertFactor(tx, { ...common, kind: "totp", state: "pending", secretBox });
}
