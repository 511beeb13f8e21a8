import type { Deps } from "../deps.ts";
import { maskEmail } from "../domain/email.ts";
import { isLapsed, maxResends, resendWaitMs } from "../domain/reset.ts";
import { inTenant } from "../store/db.ts";
import { findResetActorName } from "../store/reset-people.ts";
import { findLatestReset } from "../store/resets.ts";
import { findHalfReader } from "./find-half-reader.ts";
import type { Session } from "./find-session.ts";

export type SetupCodeView = {
  emailMasked: string;
  expiresAt: Date;
  isExpired: boolean;
  /** When the code may be sent again; null when it may not any more. */
  canResendAt: Date | null;
  isLapsed: boolean;
  requesterName: string;
  /** Who reads the other half of the code to the person; null when the code is one. */
  readerName: string | null;
  /** When the person asked for a new code after the lapse. */
  askedAt: Date | null;
};

/** What the setup code page says; undefined when no reset waits for this person. */
export async function viewSetupCode(
  deps: Pick<Deps, "db" | "now">,
  session: Session,
): Promise<SetupCodeView | undefined> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const reset = await findLatestReset(tx, session.userId);
    if (!reset || (reset.outcome !== "open" && reset.outcome !== "lapsed")) return undefined;
    const hasLapsed = isLapsed(reset, now);
    const isOver = hasLapsed || reset.resends >= maxResends || reset.isPasswordForgotten;
    const reader = await findHalfReader(tx, { reset, viewerId: session.userId });
    return {
      emailMasked: maskEmail(session.user.email),
      expiresAt: reset.codeExpiresAt,
      isExpired: reset.codeExpiresAt <= now,
      canResendAt: isOver ? null : new Date(reset.codeSentAt.getTime() + resendWaitMs),
      isLapsed: hasLapsed,
      requesterName: await findResetActorName(tx, reset),
      readerName: reader?.name ?? null,
      askedAt: reset.renewalAskedAt,
    };
  });
}
