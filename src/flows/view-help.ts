import type { Deps } from "../deps.ts";
import { isLocked } from "../domain/attempt.ts";
import { helpCallRefusal, helpCallWindowMs } from "../domain/help-call.ts";
import { inTenant } from "../store/db.ts";
import { countHelpCalls, findOpenHelpCall } from "../store/help-calls.ts";
import { findUser } from "../store/users.ts";
import type { Session } from "./find-session.ts";
import { findWaysBack, type WaysBack } from "./find-ways-back.ts";
import { type HelpNumber, numberOf } from "./open-help-call.ts";

export type HelpView = {
  /** The number to read, while a call for help is open. */
  call: HelpNumber | null;
  /** When the next call may be made; null: now. */
  canAskAt: Date | null;
  /** Too many wrong codes: waiting may be all that is needed. */
  lockedUntil: Date | null;
  /** Of an administrator, whom few can help: who can. */
  waysBack: WaysBack | null;
};

/** Every way on for somebody who has the password and no code. Changes nothing (R30). */
export async function viewHelp(deps: Pick<Deps, "db" | "now" | "keys">, session: Session): Promise<HelpView> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const call = await findOpenHelpCall(tx, session.userId, now);
    const lately = await countHelpCalls(tx, session.userId, new Date(now.getTime() - helpCallWindowMs));
    const user = await findUser(tx, session.userId);
    return {
      call: call ? numberOf(deps, call) : null,
      canAskAt: helpCallRefusal(lately, now)?.until ?? null,
      lockedUntil: user && isLocked(user, now) ? user.lockedUntil : null,
      waysBack: session.user.isAdministrator ? await findWaysBack(tx, session.userId, now) : null,
    };
  });
}
