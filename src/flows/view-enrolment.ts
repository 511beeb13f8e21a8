import { open } from "../crypto/secret-box.ts";
import { totpUri } from "../crypto/totp.ts";
import type { Deps } from "../deps.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor, listFactors } from "../store/factors.ts";
import { findLatestReset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { secretPlace } from "./prove-factor.ts";

export type Enrolment = {
  /** Base32, for typing. */
  secret: string;
  /** `otpauth:`, for the QR code. */
  uri: string;
  companyName: string;
  isReset: boolean;
  isRecovery: boolean;
  hasFactor: boolean;
};

/** What the set-up page shows. Changes nothing: the secret was made when the session rose to enrolment. */
export async function viewEnrolment(
  deps: Pick<Deps, "db" | "keys">,
  session: Session,
): Promise<Result<Enrolment>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const factor = await findPendingFactor(tx, session.id, "totp");
    if (!user || !factor?.secretBox || factor.epoch !== user.mfaEpoch)
      return refuse({ code: "enrolment_void" });
    const secret = open(deps.keys, secretPlace(factor.id), factor.secretBox);
    const companyName = session.company.displayName;
    const hasFactor = (await listFactors(tx, user.id)).some((one) => one.state === "active");
    const isReset = (await findLatestReset(tx, user.id))?.outcome === "open";
    return ok({
      secret,
      uri: totpUri(secret, companyName, user.email),
      companyName,
      isReset,
      // A factor that is still active while another is set up: the person came by the recovery code.
      isRecovery: hasFactor,
      hasFactor,
    });
  });
}
