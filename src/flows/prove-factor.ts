import { open } from "../crypto/secret-box.ts";
import { checkTotp } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import { attemptFault } from "../domain/attempt.ts";
import type { CodeRefusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, consumeChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { acceptStep, type Factor, listFactors } from "../store/factors.ts";
import { type User, updateUser } from "../store/users.ts";
import { countWrongCode, faultRefusal } from "./count-wrong-code.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

type Proof = {
  user: User;
  challenge: Challenge;
  code: string;
  /** "suspended" only where a stopped reset gives the old factors back (R48). */
  state?: "active" | "suspended";
};

/** Where a factor's secret stands. */
export const secretPlace = (factorId: string) => ({
  table: "factors",
  row: factorId,
  purpose: "totp_secret",
});

/**
 * Proves possession of the person's own factor for one challenge, and consumes both the code and the challenge.
 * User and challenge are locked by the caller. A wrong code is counted and must be committed: it is a value, not a throw.
 */
export async function proveFactor(
  tx: Tx,
  deps: CodeDeps,
  { user, challenge, code, state = "active" }: Proof,
): Promise<Result<{ factor: Factor; step: number }, CodeRefusal>> {
  const now = deps.now();
  const fault = attemptFault(user, challenge, now);
  if (fault) return refuse(await faultRefusal(tx, user, fault));
  const factor = (await listFactors(tx, user.id)).find((one) => one.state === state);
  if (!factor) return refuse({ code: "no_factor" });
  const typed = code.replace(/\s/g, "");
  const other = otherKind(typed);
  if (other) return refuse({ code: "wrong_kind_of_code", typed: other });
  const check = checkFactor(deps, factor, { code: typed, now });
  // The right code a second time is a double click or an eavesdropper: it opens nothing, and is no guess.
  if (!check.ok && check.why === "already_used") return refuse({ code: "code_already_used" });
  if (!check.ok) return refuse(await countWrongCode(tx, deps, { user, challenge, kind: factor.kind }));
  if (!(await acceptStep(tx, factor.id, check.step))) return refuse({ code: "code_already_used" });
  if (!(await consumeChallenge(tx, challenge.id, now))) throw new Error("the challenge moved under its lock");
  await updateUser(tx, user.id, { codeFailures: 0, lockedUntil: null });
  return ok({ factor, step: check.step });
}

/** Opens the secret for the length of one check. */
export function checkFactor(
  deps: Pick<Deps, "keys">,
  factor: Factor,
  { code, now }: { code: string; now: Date },
) {
  if (!factor.secretBox) throw new Error("a factor without a secret cannot be checked");
  const secret = open(deps.keys, secretPlace(factor.id), factor.secretBox);
  return checkTotp({ secret, code, now, lastStep: factor.lastStep });
}

/** A setup or recovery code typed where the app's code belongs: said as such, and not counted as a guess. */
function otherKind(typed: string): "setup" | "recovery" | undefined {
  const length = typed.replaceAll("-", "").length;
  if (/^\d+$/.test(typed)) return undefined;
  if (length === 10) return "setup";
  return length === 26 ? "recovery" : undefined;
}
