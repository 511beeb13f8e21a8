import { open } from "../crypto/secret-box.ts";
import { totpUri } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import { maxPerChallenge } from "../domain/attempt.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { type Factor, findPendingFactor, listFactors } from "../store/factors.ts";
import { findLatestReset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";
import { phoneOf, secretPlace } from "./check-code.ts";
import type { Session } from "./find-session.ts";
import { isAppOnly } from "./text-code.ts";
import { type TextState, textStateOf } from "./view-code-ways.ts";

export type Enrolment = {
  /** Base32, for typing. */
  secret: string;
  /** `otpauth:`, for the QR code. */
  uri: string;
  companyName: string;
  isReset: boolean;
  isRecovery: boolean;
  /** Whether text messages can be set up; "app_only": here, but not by this person (R18). */
  texts: "offered" | "app_only" | "none";
  /** The number that this session has begun to set up, in E.164: its owner typed it a moment ago. */
  pendingText: (TextState & { phone: string; isExhausted: boolean }) | undefined;
};

type ViewDeps = Pick<Deps, "db" | "keys" | "now" | "smsCountries">;

/** What the set-up pages show. Changes nothing: the app's secret was made when the session rose to enrolment. */
export async function viewEnrolment(deps: ViewDeps, session: Session): Promise<Result<Enrolment>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const factor = await findPendingFactor(tx, session.id, "totp");
    if (!user || !factor?.secretBox || factor.epoch !== user.mfaEpoch)
      return refuse({ code: "enrolment_void" });
    const secret = open(deps.keys, secretPlace(factor.id), factor.secretBox);
    const companyName = session.company.displayName;
    const active = (await listFactors(tx, user.id)).filter((one) => one.state === "active");
    const isReset = (await findLatestReset(tx, user.id))?.outcome === "open";
    const text = await findPendingFactor(tx, session.id, "sms");
    return ok({
      secret,
      uri: totpUri(secret, companyName, user.email),
      companyName,
      isReset,
      // A factor that is still active while another is set up: the person came by the recovery code.
      isRecovery: active.length > 0,
      texts: await textsFor(tx, deps, session),
      pendingText: text?.epoch === user.mfaEpoch ? await pendingTextOf(tx, deps, text) : undefined,
    });
  });
}

async function textsFor(tx: Tx, deps: ViewDeps, session: Session): Promise<Enrolment["texts"]> {
  if (!deps.smsCountries) return "none";
  return session.user.isAdministrator && (await isAppOnly(tx)) ? "app_only" : "offered";
}

async function pendingTextOf(tx: Tx, deps: ViewDeps, factor: Factor): Promise<Enrolment["pendingText"]> {
  const { id: refId, userId, phoneHint, failures } = factor;
  const state = await textStateOf(tx, deps, { userId, refId, hint: phoneHint ?? "" });
  return { ...state, phone: phoneOf(deps.keys, factor), isExhausted: failures >= maxPerChallenge };
}
