import { seal } from "../crypto/secret-box.ts";
import { newId } from "../crypto/token.ts";
import { isHeld, isLocked, maxPerChallenge } from "../domain/attempt.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { phoneHint } from "../domain/sms.ts";
import type { Tx } from "../store/db.ts";
import {
  countFactorFailure,
  destroyPendingFactor,
  type Factor,
  findPendingFactor,
  insertFactor,
} from "../store/factors.ts";
import { useSmsCode, voidSmsCode } from "../store/sms-codes.ts";
import type { User } from "../store/users.ts";
import { checkText, phoneOf, phonePlace } from "./check-code.ts";
import { countOnAccount, faultRefusal } from "./count-wrong-code.ts";
import { sendSmsCode, type TextDeps, type Texted } from "./send-sms-code.ts";
import { isAppOnly } from "./text-code.ts";

type Person = User & { isAdministrator: boolean };
type Setup = { user: Person; sessionId: string };

/**
 * Begins to set up a number for text messages, or texts it once more: pending, good for nothing until its code comes back (R11).
 * What is active stays untouched (B1), and so does what another session sets up. User and session are locked by the
 * caller, who says that this session may set up a factor. `phone` is E.164; undefined: the one that was given before.
 */
export async function beginTextSetup(
  tx: Tx,
  deps: TextDeps,
  { user, sessionId, phone, address }: Setup & { phone: string | undefined; address: string | undefined },
): Promise<Result<Texted>> {
  const refusal = await setupRefusal(tx, deps, user);
  if (refusal) return refuse(refusal);
  const before = await findPending(tx, { user, sessionId });
  if (!before && phone === undefined) return refuse({ code: "enrolment_void" });
  // Another number is no way round the limit (R12, R14).
  if (before && before.failures >= maxPerChallenge) return refuse({ code: "text_setup_exhausted" });
  const isSame = before && (phone === undefined || phoneOf(deps.keys, before) === phone);
  const to = phone ?? (before && phoneOf(deps.keys, before)) ?? "";
  const id = isSame ? before.id : newId(deps.randomBytes);
  const sent = await sendSmsCode(tx, deps, {
    userId: user.id,
    refId: id,
    phone: to,
    purpose: "set_up",
    address,
  });
  if (!sent.ok || isSame) return sent;
  await replacePending(tx, deps, { user, sessionId, id, phone: to, before });
  return sent;
}

/**
 * Proves the number that this session sets up by the code that was texted to it, and uses the code up. The caller activates it, in
 * the same transaction. A wrong code counts on the set-up and on the account (R12), and must be committed.
 */
export async function proveTextSetup(
  tx: Tx,
  deps: TextDeps,
  { user, sessionId, code }: Setup & { code: string },
): Promise<Result<Factor>> {
  const refusal = await setupRefusal(tx, deps, user);
  if (refusal) return refuse(refusal);
  const factor = await findPending(tx, { user, sessionId });
  if (!factor) return refuse({ code: "enrolment_void" });
  if (factor.failures >= maxPerChallenge) return refuse({ code: "text_setup_exhausted" });
  const check = await checkText(tx, deps, {
    refId: factor.id,
    getPhone: () => phoneOf(deps.keys, factor),
    code: code.replace(/\s/g, ""),
  });
  if (!check) return refuse({ code: "no_text_sent" });
  if (check.isRight && (await useSmsCode(tx, check.id, deps.now()))) return ok(factor);
  const attempts = await countFactorFailure(tx, factor.id);
  return refuse(await countOnAccount(tx, deps, { user, kind: "sms", purpose: "set_up", attempts }));
}

/** Why this person cannot set up texts now. Judged again at the end: the policy may have changed meanwhile. */
async function setupRefusal(tx: Tx, deps: TextDeps, user: Person): Promise<Refusal | undefined> {
  const now = deps.now();
  if (!deps.smsCountries) return { code: "no_texts" };
  if (user.isAdministrator && (await isAppOnly(tx))) return { code: "app_only" };
  if (isHeld(user, now)) return faultRefusal(tx, user, "held");
  return isLocked(user, now) ? faultRefusal(tx, user, "locked") : undefined;
}

/** Begun under an earlier epoch it is void (R44, B7). */
async function findPending(tx: Tx, { user, sessionId }: Setup): Promise<Factor | undefined> {
  const factor = await findPendingFactor(tx, sessionId, "sms");
  return factor?.epoch === user.mfaEpoch ? factor : undefined;
}

async function replacePending(
  tx: Tx,
  deps: TextDeps,
  { user, sessionId, id, phone, before }: Setup & { id: string; phone: string; before: Factor | undefined },
): Promise<void> {
  const now = deps.now();
  if (before) await voidSmsCode(tx, before.id, now);
  await destroyPendingFactor(tx, { sessionId, kind: "sms", at: now });
  await insertFactor(tx, {
    id,
    userId: user.id,
    kind: "sms",
    state: "pending",
    phoneBox: seal(deps.keys, phonePlace(id), phone),
    phoneHint: phoneHint(phone),
    failures: before?.failures ?? 0,
    epoch: user.mfaEpoch,
    sessionId,
    createdAt: now,
  });
}
