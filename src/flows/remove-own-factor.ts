import type { Deps } from "../deps.ts";
import type { FactorKind } from "../domain/factor.ts";
import { policyOf } from "../domain/policy.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { destroyFactor, type Factor, listFactors } from "../store/factors.ts";
import { endSessions } from "../store/sessions.ts";
import type { Session } from "./find-session.ts";
import { kindsOf } from "./take-factors-place.ts";
import { lockOwnAct, type OwnForm, proveOwnAct } from "./take-own-act.ts";
import { tellSelf } from "./tell-self.ts";

/**
 * Removes one of two ways to get codes. The last one stays: an account is never left with a recovery code only (B11). The
 * person's row is locked first, so that of two removals at once the second finds one left.
 */
export async function removeOwnFactor(
  deps: Deps,
  session: Session,
  { kind, challengeId, code }: OwnForm & { kind: FactorKind },
): Promise<Result<void>> {
  return inTenant(deps.db, session.companyId, async (tx) => {
    const now = deps.now();
    const sent = { session, act: "own_removal", target: kind, challengeId } as const;
    const locked = await lockOwnAct(tx, deps, sent);
    if (!locked.ok) return locked;
    const { row, user } = locked.value;
    const before = (await listFactors(tx, user.id)).filter((factor) => factor.state === "active");
    const refusal = removalRefusal({ kind, before, mustKeepApp: await mustKeepApp(tx, user) });
    const proof = await proveOwnAct(tx, deps, { locked: locked.value, code, refusal });
    if (!proof.ok) return proof;
    const gone = before.find((factor) => factor.kind === kind);
    if (!gone || !(await destroyFactor(tx, gone.id, now)))
      throw new Error("the factor moved under the lock of its person");
    await endSessions(tx, user.id, { at: now, except: session.id });
    const news = kind === "totp" ? "app_removed" : "text_removed";
    await tellSelf(tx, deps, { userId: user.id, news, device: row.device });
    const after = before.filter((factor) => factor !== gone);
    const facts = {
      factor: kind,
      before: kindsOf(before),
      after: kindsOf(after),
      device: row.device,
    };
    await appendAudit(tx, { kind: "factor_removed", at: now, actorId: user.id, facts });
    return ok(undefined);
  });
}

type Removal = { kind: FactorKind; before: Pick<Factor, "kind">[]; mustKeepApp: boolean };

function removalRefusal({ kind, before, mustKeepApp: mustKeep }: Removal): Refusal | undefined {
  if (!before.some((factor) => factor.kind === kind)) return { code: "no_such_factor" };
  if (before.length === 1) return { code: "last_factor" };
  return kind === "totp" && mustKeep ? { code: "app_required" } : undefined;
}

async function mustKeepApp(tx: Tx, user: { isAdministrator: boolean }): Promise<boolean> {
  return user.isAdministrator && policyOf((await getCompany(tx)).policy).isAppOnlyForAdministrators;
}
