import type { Deps } from "../deps.ts";
import { attemptFault } from "../domain/attempt.ts";
import type { CodeRefusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { type Challenge, consumeChallenge } from "../store/challenges.ts";
import type { Tx } from "../store/db.ts";
import { acceptStep, clearFactorFailures, type Factor, listFactors } from "../store/factors.ts";
import { useSmsCode } from "../store/sms-codes.ts";
import { type User, updateUser } from "../store/users.ts";
import { checkApp, checkText, phoneOf } from "./check-code.ts";
import { countWrongCode, faultRefusal } from "./count-wrong-code.ts";

type CodeDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

type Proof = {
  user: User;
  challenge: Challenge;
  code: string;
  /** The active ones when left out. Others only where a stopped reset gives the old factors back (R48). */
  factors?: Factor[];
};

/**
 * Proves possession of one of the person's own factors for one challenge, and consumes both the code and the challenge: the code
 * that was texted for this very challenge, or the app's. User and challenge are locked by the caller. A wrong code is
 * counted, once, and must be committed: it is a value, not a throw.
 */
export async function proveFactor(
  tx: Tx,
  deps: CodeDeps,
  { user, challenge, code, factors }: Proof,
): Promise<Result<{ factor: Factor }, CodeRefusal>> {
  const now = deps.now();
  const fault = attemptFault(user, challenge, now);
  if (fault) return refuse(await faultRefusal(tx, user, fault));
  const usable = factors ?? (await listFactors(tx, user.id)).filter((one) => one.state === "active");
  if (usable.length === 0) return refuse({ code: "no_factor" });
  const typed = code.replace(/\s/g, "");
  const other = otherKind(typed);
  if (other) return refuse({ code: "wrong_kind_of_code", typed: other });
  const check = await checkCode(tx, deps, { challenge, usable, typed });
  // The right code a second time is a double click or an eavesdropper: it opens nothing, and is no guess.
  if (check.is === "used") return refuse({ code: "code_already_used" });
  // Nothing was texted that still works, and there is no app: nothing could be guessed, so nothing is counted.
  if (check.is === "none") return refuse({ code: "no_text_sent" });
  if (check.is === "wrong")
    return refuse(await countWrongCode(tx, deps, { user, challenge, tried: check.tried }));
  const { factor } = check;
  if (!(await consumeChallenge(tx, challenge.id, now))) throw new Error("the challenge moved under its lock");
  if (user.codeFailures > 0 || user.lockedUntil)
    await updateUser(tx, user.id, { codeFailures: 0, lockedUntil: null });
  if (factor.failures > 0) await clearFactorFailures(tx, factor.id);
  return ok({ factor });
}

type Checked =
  | { is: "right"; factor: Factor }
  | { is: "used" }
  | { is: "none" }
  /** On which factors it was tried. */
  | { is: "wrong"; tried: Factor[] };

/** Tries what was typed on the texted code first, where one is out, then on the app; and consumes what it proves. */
async function checkCode(
  tx: Tx,
  deps: CodeDeps,
  { challenge, usable, typed: code }: { challenge: Challenge; usable: Factor[]; typed: string },
): Promise<Checked> {
  const now = deps.now();
  const phone = usable.find((one) => one.kind === "sms");
  const text =
    phone &&
    (await checkText(tx, deps, { refId: challenge.id, getPhone: () => phoneOf(deps.keys, phone), code }));
  if (phone && text?.isRight)
    return (await useSmsCode(tx, text.id, now)) ? { is: "right", factor: phone } : { is: "used" };
  const app = usable.find((one) => one.kind === "totp");
  const check = app && checkApp(deps, app, { code, now });
  if (app && check?.ok)
    return (await acceptStep(tx, app.id, check.step)) ? { is: "right", factor: app } : { is: "used" };
  if (check && !check.ok && check.why === "already_used") return { is: "used" };
  const tried = [...(phone && text ? [phone] : []), ...(app ? [app] : [])];
  return tried.length > 0 ? { is: "wrong", tried } : { is: "none" };
}

/** What cannot be one's own code: said as such, and not counted as a guess. */
function otherKind(typed: string): "setup" | "recovery" | "other" | undefined {
  if (/^\d{6}$/.test(typed)) return undefined;
  const length = typed.replaceAll("-", "").length;
  if (/^\d+$/.test(typed)) return "other";
  if (length === 10) return "setup";
  return length === 26 ? "recovery" : "other";
}
