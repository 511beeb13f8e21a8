import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { activateFactor, destroyFactor, type Factor, listFactors } from "../store/factors.ts";
import { endSessions } from "../store/sessions.ts";
import type { SessionUser } from "./lock-session-user.ts";
import { tellSelf } from "./tell-self.ts";
import { textPerson } from "./text-person.ts";

type Change = {
  locked: SessionUser;
  /** Proven in this transaction. */
  pending: Factor;
  /** The step of the app's first code, which is used up with it (R08). */
  step: number | null;
};

/**
 * A proven factor becomes active, and the one of its kind is destroyed, in one transaction: never two of a kind (B4), never none
 * (B1). Whoever sits at another device with the old one is signed out. The owner is told; by text before the change, so that
 * the number which is replaced hears of it.
 */
export async function takeFactorsPlace(
  tx: Tx,
  deps: Deps,
  { locked: { row, user }, pending, step }: Change,
): Promise<{ replaced: boolean }> {
  const now = deps.now();
  await textPerson(tx, deps, { userId: user.id, news: "method_added" });
  const before = (await listFactors(tx, user.id)).filter((factor) => factor.state === "active");
  const old = before.filter(({ kind }) => kind === pending.kind);
  for (const factor of old) await destroyFactor(tx, factor.id, now);
  if (!(await activateFactor(tx, pending.id, { activatedAt: now, step })))
    throw new Error("the pending factor moved under the lock");
  const replaced = old.length > 0;
  if (replaced) await endSessions(tx, user.id, { at: now, except: row.id });
  const part = pending.kind === "totp" ? "app" : "text";
  const news = `${part}_${replaced ? "replaced" : "added"}` as const;
  await tellSelf(tx, deps, { userId: user.id, news, device: row.device });
  const kept = before.filter(({ kind }) => kind !== pending.kind);
  const facts = {
    factor: pending.kind,
    before: kindsOf(before),
    after: kindsOf([...kept, pending]),
    device: row.device,
  };
  await appendAudit(tx, { kind: "factor_activated", at: now, actorId: user.id, facts });
  return { replaced };
}

/** "sms totp": the history of factors in the audit trail (R55, R60). */
export const kindsOf = (factors: Pick<Factor, "kind">[]) =>
  factors
    .map(({ kind }) => kind)
    .sort()
    .join(" ");
