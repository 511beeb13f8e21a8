import type { Deps } from "../deps.ts";
import { maxPerChallenge } from "../domain/attempt.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant } from "../store/db.ts";
import { findPendingFactor } from "../store/factors.ts";
import { findUser } from "../store/users.ts";
import { phoneOf } from "./check-code.ts";
import type { Session } from "./find-session.ts";
import { type TextState, textStateOf } from "./view-code-ways.ts";

export type OwnTexts = TextState & { phone: string };

/** The number that this session is setting up; its owner typed it a moment ago. */
export async function viewOwnTexts(
  deps: Pick<Deps, "db" | "now" | "keys" | "smsCountries">,
  session: Session,
): Promise<Result<OwnTexts>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const user = await findUser(tx, session.userId);
    const pending = await findPendingFactor(tx, session.id, "sms");
    if (!user || !pending || !isFinishable(pending, user, deps.now())) return refuse({ code: "setup_over" });
    if (pending.failures >= maxPerChallenge) return refuse({ code: "text_setup_exhausted" });
    const { id: refId, userId, phoneHint } = pending;
    const state = await textStateOf(tx, deps, { userId, refId, hint: phoneHint ?? "" });
    return ok({ ...state, phone: phoneOf(deps.keys, pending) });
  });
}
