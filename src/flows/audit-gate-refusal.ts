import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";

type GateRefusal = { companyId: string; workspaceId: string; slackUserId: string; what: string; why: string };

/** Records that somebody was turned away at the gate (R56). */
export async function auditGateRefusal(deps: Pick<Deps, "db" | "now">, refusal: GateRefusal): Promise<void> {
  const { companyId, workspaceId, slackUserId, what, why } = refusal;
  await inTenant(deps.db, companyId, (tx) =>
    appendAudit(tx, { kind: "gate_refused", at: deps.now(), workspaceId, slackUserId, facts: { what, why } }),
  );
}
