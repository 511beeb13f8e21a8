import { companyOfToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { fullName } from "../domain/person.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { getCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { findResetActorName } from "../store/reset-people.ts";
import type { Reset } from "../store/resets.ts";
import { findUser } from "../store/users.ts";
import { findStoppableReset } from "./find-stoppable-reset.ts";

export type StopView = {
  companyName: string;
  slug: string;
  helpPhone: string | null;
  subjectName: string;
  email: string;
  actorName: string;
  /** Nobody of the company did it, but whoever runs Latchkey for it (R58). */
  isByOperator: boolean;
  executedAt: Date;
  reason: string;
  outcome: Reset["outcome"];
  timeZone: string;
};

/** What "I didn't ask for this" would stop: who, when, why. Changes nothing (R30, R48). */
export async function viewStopLink(deps: Pick<Deps, "db" | "now">, token: string): Promise<Result<StopView>> {
  const companyId = companyOfToken(token);
  if (!companyId) return refuse({ code: "stop_link_unknown" });
  return inTenant(deps.db, companyId, async (tx) => {
    const found = await findStoppableReset(tx, token, deps.now());
    if (!found.ok) return found;
    const reset = found.value;
    const { displayName: companyName, slug, helpPhone, timeZone } = await getCompany(tx);
    const subject = await findUser(tx, reset.subjectId);
    const { executedAt, reason, outcome } = reset;
    const names = {
      subjectName: subject ? fullName(subject) : "",
      email: subject?.email ?? "",
      actorName: await findResetActorName(tx, reset),
      isByOperator: reset.actorId === null,
    };
    return ok({ companyName, slug, helpPhone, timeZone, ...names, executedAt, reason, outcome });
  });
}
