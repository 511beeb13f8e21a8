import { verifySecret } from "../crypto/password.ts";
import { hashToken, setupCodeSecret } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { isHeld, isLocked } from "../domain/attempt.ts";
import { normalizeEmail } from "../domain/email.ts";
import { isAdministrator } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import {
  afterWrongHalves,
  afterWrongPassword,
  maxHalvesFromNetwork,
  throttledUntil,
} from "../domain/throttle.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { findLatestReset, lockLatestReset, type Reset } from "../store/resets.ts";
import {
  clearThrottle,
  findThrottle,
  lockThrottle,
  type Throttle,
  updateThrottle,
} from "../store/throttles.ts";
import { findUserByEmail, lockUser, type User, updateUser } from "../store/users.ts";
import { beginSession } from "./session-steps.ts";

type Input = {
  companyId: string;
  email: string;
  code: string;
  device: string | null;
  /** The network address that it comes from, where one is known. */
  address: string | undefined;
};

/**
 * Who forgot the password, too: both halves of the setup code, the mailed one and the one that was read to them, open a new
 * password and enrolment, and nothing else (R45). Without a password before it, nobody may learn here who exists or waits for
 * a reset: a wrong code, a locked account and an unknown email get the same words after the same work (R04, R32). For the same
 * reason wrong codes do not count among the account's: whoever knows the email could lock its owner out. They are limited for
 * the email and the network, and for the email alone (R12).
 */
export async function enterBothHalves(deps: Deps, input: Input): Promise<Result<{ sessionToken: string }>> {
  const email = normalizeEmail(input.email);
  const keys = keysOf(input, email);
  const before = await inTenant(deps.db, input.companyId, async (tx) => {
    const user = await findUserByEmail(tx, email);
    const reset = user && (await findLatestReset(tx, user.id));
    return {
      user,
      reset,
      ofEmail: await findThrottle(tx, keys.email),
      ofPair: await findThrottle(tx, keys.pair),
    };
  });
  const paused = pausedUntil(before, deps.now());
  if (paused) return refuse({ code: "sign_in_locked", until: paused });
  const known = before.reset && isOpenTo(before.reset, deps.now()) ? before.reset : undefined;
  // Outside the transaction: hashing waits in line, and must hold no lock meanwhile (R27).
  const isRight = await verifySecret(known?.codeHash, setupCodeSecret(input.code));
  return inTenant(deps.db, input.companyId, async (tx) => {
    const now = deps.now();
    // The email's first, in one order: a parallel burst waits here, from however many networks.
    const ofEmail = await lockThrottle(tx, keys.email, now);
    const ofPair = await lockThrottle(tx, keys.pair, now);
    const until = pausedUntil({ ofEmail, ofPair }, now);
    if (until) return refuse({ code: "sign_in_locked", until });
    const waiting =
      before.user && known ? await lockWaiting(tx, { user: before.user, known, now }) : undefined;
    if (!waiting || !isRight)
      return countWrongHalves(tx, deps, { keys, ofEmail, ofPair, userId: before.user?.id ?? null });
    await clearThrottle(tx, keys.email);
    await clearThrottle(tx, keys.pair);
    return ok(await beginSetUp(tx, deps, { user: waiting, input, resetId: known?.id ?? "" }));
  });
}

type Keys = { email: string; pair: string };

/** Counts of their own: wrong halves must not keep anybody from signing in with a password. */
const keysOf = ({ companyId, address }: Input, email: string): Keys => ({
  email: hashToken(`${companyId}.setup_code.${email}`),
  pair: hashToken(`${companyId}.setup_code.${address ?? ""}.${email}`),
});

type Throttles = Record<"ofEmail" | "ofPair", Throttle | undefined>;

const pausedUntil = ({ ofEmail, ofPair }: Throttles, now: Date) =>
  throttledUntil(ofPair, now) ?? throttledUntil(ofEmail, now);

/** A reset that waits for somebody without a password, and a code that is good still. */
const isOpenTo = (reset: Reset, now: Date) =>
  reset.outcome === "open" && reset.isPasswordForgotten && reset.codeExpiresAt > now;

type Waiting = { user: User; known: Reset; now: Date };

/**
 * The person and the reset as they were looked at, under locks; undefined when either moved meanwhile (R44), or when no code of
 * this account may be tried: that is told to nobody before they have proven anything.
 */
async function lockWaiting(tx: Tx, { user: { id }, known, now }: Waiting): Promise<User | undefined> {
  const user = await lockUser(tx, id);
  const reset = await lockLatestReset(tx, id);
  const isSame = reset?.id === known.id && reset.codeHash === known.codeHash && isOpenTo(reset, now);
  const mayTry = user.status === "active" && !isHeld(user, now) && !isLocked(user, now);
  return isSame && mayTry ? user : undefined;
}

type Wrong = Throttles & { keys: Keys; userId: string | null };

async function countWrongHalves(
  tx: Tx,
  deps: Pick<Deps, "now">,
  { keys, ofEmail, ofPair, userId }: Wrong,
): Promise<Result<never>> {
  const now = deps.now();
  const all = afterWrongHalves(ofEmail, now);
  const pair = afterWrongPassword(ofPair?.failures ?? 0, now, maxHalvesFromNetwork);
  await updateThrottle(tx, keys.email, { ...all, lastFailureAt: now });
  await updateThrottle(tx, keys.pair, { ...pair, lastFailureAt: now });
  const facts = { failures: pair.failures, email: keys.email.slice(0, 16) };
  await appendAudit(tx, { kind: "wrong_halves", at: now, actorId: userId, facts });
  const lockedUntil = pair.lockedUntil ?? all.lockedUntil;
  if (!lockedUntil) return refuse({ code: "wrong_halves" });
  await appendAudit(tx, { kind: "halves_locked", at: now, actorId: userId, facts });
  return refuse({ code: "sign_in_locked", until: lockedUntil });
}

/** The code is not spent: a set-up that is broken off can be begun again with the same halves (R45). */
async function beginSetUp(
  tx: Tx,
  deps: Deps,
  { user, input, resetId }: { user: User; input: Input; resetId: string },
) {
  const { companyId, device } = input;
  await updateUser(tx, user.id, { codeFailures: 0, lockedUntil: null });
  const subject = { ...user, companyId, isAdministrator: isAdministrator(user, await hasGrant(tx, user.id)) };
  const level = "enrol" as const;
  const session = await beginSession(tx, deps, { user: subject, level, device, needsPassword: true });
  const facts = { resetId, halves: true };
  await appendAudit(tx, { kind: "setup_code_accepted", at: deps.now(), actorId: user.id, facts });
  return session;
}
