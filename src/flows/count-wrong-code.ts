import type { Deps } from "../deps.ts";
import { afterWrongCode, type ChallengeFault, maxPerFactor, triesLeft } from "../domain/attempt.ts";
import type { CodeRefusal } from "../domain/refusal.ts";
import { appendAudit } from "../store/audit.ts";
import { type Challenge, countAttempt } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { countFactorFailure, type Factor, turnOffFactor } from "../store/factors.ts";
import { type User, updateUser } from "../store/users.ts";
import { listHelpers } from "./list-helpers.ts";
import { tellPerson } from "./tell-person.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

/** On what it was tried: factors, or another kind of code. */
type Wrong = { user: User; challenge: Challenge } & ({ tried: Factor[] } | { kind: string });

/**
 * Counts one wrong code of any kind, once, on the challenge and on the account, both locked by the caller, so that a parallel
 * burst cannot exceed the limits (R12); and on each factor that it was tried on (R13).
 */
export async function countWrongCode(tx: Tx, deps: CodeDeps, wrong: Wrong): Promise<CodeRefusal> {
  const { user, challenge } = wrong;
  await countAttempt(tx, challenge.id);
  const tried = "tried" in wrong ? wrong.tried : [];
  for (const factor of tried) await countOnFactor(tx, deps, { user, factor });
  const kind = "kind" in wrong ? wrong.kind : tried.map((one) => one.kind).join(" ");
  const { purpose, attempts } = challenge;
  return countOnAccount(tx, deps, { user, kind, purpose, attempts: attempts + 1 });
}

/** `attempts`: at this challenge or set-up, this one included. The tenth in a row locks the codes, which is audited and told (R15). */
export async function countOnAccount(
  tx: Tx,
  deps: CodeDeps,
  { user, kind, purpose, attempts }: { user: User; kind: string; purpose: string; attempts: number },
): Promise<CodeRefusal> {
  const now = deps.now();
  const after = afterWrongCode(user, now);
  await updateUser(tx, user.id, after);
  const facts = { kind, purpose, failures: after.codeFailures };
  await appendAudit(tx, { kind: "wrong_code", at: now, actorId: user.id, facts });
  if (!after.lockedUntil) return { code: "wrong_code", triesLeft: triesLeft(attempts, after.codeFailures) };
  await appendAudit(tx, {
    kind: "codes_locked",
    at: now,
    actorId: user.id,
    facts: { until: after.lockedUntil.toISOString() },
  });
  await tellPerson(tx, deps, { userId: user.id, refId: user.id, mail: "account_locked_mail" });
  return { code: "locked", until: after.lockedUntil, helpers: await helpersOf(tx, user) };
}

/** The hundredth wrong code in a row turns the factor off: the locks between them only slow a guesser down (R13). */
async function countOnFactor(
  tx: Tx,
  deps: CodeDeps,
  { user, factor }: { user: User; factor: Factor },
): Promise<void> {
  const failures = await countFactorFailure(tx, factor.id);
  if (failures < maxPerFactor) return;
  const now = deps.now();
  await turnOffFactor(tx, factor.id, now);
  await tellPerson(tx, deps, { userId: user.id, refId: factor.id, mail: "factor_off_mail" });
  const facts = { factor: factor.kind, failures };
  await appendAudit(tx, { kind: "factor_turned_off", at: now, actorId: user.id, facts });
}

/** Why no code may be tried now, in the form of a refusal. */
export async function faultRefusal(tx: Tx, user: User, fault: ChallengeFault): Promise<CodeRefusal> {
  if (fault !== "locked" && fault !== "held") return { code: fault };
  const until = fault === "held" ? user.heldUntil : user.lockedUntil;
  return { code: fault, until: until ?? new Date(0), helpers: await helpersOf(tx, user) };
}

const helpersOf = (tx: Tx, user: User) => listHelpers(tx, { role: "payments_admin", except: user.id });
