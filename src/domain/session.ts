const minute = 60_000;
const hour = 60 * minute;

export type Level = "password" | "enrol" | "full";

/** Where a session must go next; "done" may go anywhere. */
export type Next = "verify" | "setup_code" | "new_password" | "enrol" | "recovery_code" | "done";

type Limits = { idleMs: number; lifetimeMs: number };

/** Shorter for those who can act on others (R52). Below full authentication: as long as a sign-in may take. */
export function sessionLimits(level: Level, isAdministrator: boolean): Limits {
  if (level === "password") return { idleMs: 15 * minute, lifetimeMs: 15 * minute };
  if (level === "enrol") return { idleMs: 30 * minute, lifetimeMs: hour };
  return isAdministrator
    ? { idleMs: 15 * minute, lifetimeMs: 12 * hour }
    : { idleMs: hour, lifetimeMs: 24 * hour };
}

/** The recovery code waits on its session so long for the tick. */
export const recoveryCodeWaitMs = 30 * minute;

type Row = {
  level: Level;
  createdAt: Date;
  lastSeenAt: Date;
  idleMs: number;
  expiresAt: Date;
  endedAt: Date | null;
  epoch: number;
};

/**
 * By the limits with which it began, and by those of the person's role now where they are stricter: whoever became an
 * administrator meanwhile does not keep a member's long session (R52).
 */
export function isLive(
  session: Row,
  user: { status: string; mfaEpoch: number; isAdministrator: boolean },
  now: Date,
): boolean {
  const { idleMs, lifetimeMs } = sessionLimits(session.level, user.isAdministrator);
  const isIdle = now.getTime() - session.lastSeenAt.getTime() >= Math.min(idleMs, session.idleMs);
  // Below full authentication the role changes no limit.
  const isOld = session.level === "full" && now.getTime() - session.createdAt.getTime() >= lifetimeMs;
  if (session.endedAt || session.expiresAt <= now || isOld || isIdle) return false;
  return user.status === "active" && session.epoch === user.mfaEpoch;
}

type StepFacts = { needsPassword: boolean; isResetOpen: boolean; hasSavedRecoveryCode: boolean };

export function nextStep(level: Level, facts: StepFacts): Next {
  if (level === "enrol") return facts.needsPassword ? "new_password" : "enrol";
  if (level === "password") return facts.isResetOpen ? "setup_code" : "verify";
  return facts.hasSavedRecoveryCode ? "done" : "recovery_code";
}
