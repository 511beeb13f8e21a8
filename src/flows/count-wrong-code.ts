import type { Deps } from "../deps.ts";
import { afterWrongCode, type ChallengeFault, triesLeft } from "../domain/attempt.ts";
import type { CodeRefusal } from "../domain/refusal.ts";
import { appendAudit } from "../store/audit.ts";
import { type Challenge, countAttempt } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { type User, updateUser } from "../store/users.ts";
import { listHelpers } from "./list-helpers.ts";
import { tellPerson } from "./tell-person.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

/**
 * Counts one wrong code of any kind on the challenge and on the account, both locked by the caller, so that a parallel
 * burst cannot exceed the limits (R12). The tenth in a row locks the codes, which is audited and told (R15).
 */
export async function countWrongCode(
  tx: Tx,
  deps: CodeDeps,
  { user, challenge, kind }: { user: User; challenge: Challenge; kind: string },
): Promise<CodeRefusal> {
  const now = deps.now();
  const after = afterWrongCode(user, now);
  await countAttempt(tx, challenge.id);
  await updateUser(tx, user.id, after);
  const facts = { kind, purpose: challenge.purpose, failures: after.codeFailures };
  await appendAudit(tx, { kind: "wrong_code", at: now, actorId: user.id, facts });
  if (!after.lockedUntil) {
    return { code: "wrong_code", triesLeft: triesLeft(challenge.attempts + 1, after.codeFailures) };
  }
  await appendAudit(tx, {
    kind: "codes_locked",
    at: now,
    actorId: user.id,
    facts: { until: after.lockedUntil.toISOString() },
  });
  await tellPerson(tx, deps, { userId: user.id, refId: user.id, mail: "account_locked_mail" });
  return { code: "locked", until: after.lockedUntil, helpers: await helpersOf(tx, user) };
}

/** Why no code may be tried now, in the form of a refusal. */
export async function faultRefusal(tx: Tx, user: User, fault: ChallengeFault): Promise<CodeRefusal> {
  if (fault !== "locked" && fault !== "held") return { code: fault };
  const until = fault === "held" ? user.heldUntil : user.lockedUntil;
  return { code: fault, until: until ?? new Date(0), helpers: await helpersOf(tx, user) };
}

const helpersOf = (tx: Tx, user: User) => listHelpers(tx, { role: "payments_admin", except: user.id });
