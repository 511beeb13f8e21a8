import type { Deps } from "../deps.ts";
import type { Result } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import type { Session } from "./find-session.ts";
import { lockPhoneChange } from "./lock-phone-change.ts";
import { sendSmsCode, type Texted } from "./send-sms-code.ts";

/** Another code to the number that waits, in the place of the one before; the wrong ones stay counted (R14). */
export async function textNewPhoneAgain(
  deps: Deps,
  session: Session,
  { address }: { address: string | undefined },
): Promise<Result<Texted>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const locked = await lockPhoneChange(tx, deps, session);
    if (!locked.ok) return locked;
    const { user, change, phone } = locked.value;
    return sendSmsCode(tx, deps, {
      userId: user.id,
      refId: change.id,
      phone,
      purpose: "own_phone",
      address,
      until: change.expiresAt,
    });
  });
}
