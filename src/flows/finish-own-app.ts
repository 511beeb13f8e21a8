import type { Deps } from "../deps.ts";
import { isFinishable } from "../domain/own-act.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import {
  activateFactor,
  destroyFactor,
  type Factor,
  findPendingFactor,
  listFactors,
} from "../store/factors.ts";
import { endSessions } from "../store/sessions.ts";
import { checkApp } from "./check-code.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { tellSelf } from "./tell-self.ts";

/**
 * The first code of the new app. Only now is it active and the old one destroyed, in one transaction: never two apps (B4), never
 * none (B1). Whoever sits at another device with the old app is signed out.
 */
export async function finishOwnApp(
  deps: Deps,
  session: Session,
  { code }: { code: string },
): Promise<Result<{ replaced: boolean }>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now });
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const pending = await findPendingFactor(tx, session.id, "totp");
    if (!pending || !isFinishable(pending, user, now)) return refuse({ code: "setup_over" });
    const check = checkApp(deps, pending, { code: code.replace(/\s/g, ""), now });
    if (!check.ok) return refuse({ code: "wrong_app_code" });
    const before = (await listFactors(tx, user.id)).filter((factor) => factor.state === "active");
    const old = before.filter(({ kind }) => kind === "totp");
    for (const factor of old) await destroyFactor(tx, factor.id, now);
    if (!(await activateFactor(tx, pending.id, { activatedAt: now, step: check.step })))
      throw new Error("the pending factor moved under the lock");
    const replaced = old.length > 0;
    if (replaced) await endSessions(tx, user.id, { at: now, except: session.id });
    await tellSelf(tx, deps, {
      userId: user.id,
      news: replaced ? "app_replaced" : "app_added",
      device: row.device,
    });
    const kept = before.filter(({ kind }) => kind !== "totp");
    const facts = {
      factor: pending.kind,
      before: kindsOf(before),
      after: kindsOf([...kept, pending]),
      device: row.device,
    };
    await appendAudit(tx, { kind: "factor_activated", at: now, actorId: user.id, facts });
    return ok({ replaced });
  });
}

/** "sms totp": the history of factors in the audit trail (R55, R60). */
export const kindsOf = (factors: Pick<Factor, "kind">[]) =>
  factors
    .map(({ kind }) => kind)
    .sort()
    .join(" ");
