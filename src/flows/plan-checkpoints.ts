import type { Deps } from "../deps.ts";
import { installationId, nextCheckpointAt } from "../domain/checkpoint.ts";
import { getCompany } from "../store/companies.ts";
import { asWorker, inTenant, type Tx } from "../store/db.ts";
import { insertTimerOnce, listTenantsWaiting } from "../store/timers.ts";
import { eachChain } from "./each-company.ts";

const kind = "audit_checkpoint";

/** Gives every chain without one a timer for its next checkpoint: a new company, one older than checkpoints, the installation's own. */
export async function planCheckpoints(deps: Pick<Deps, "db" | "now" | "auditSigningKey">): Promise<void> {
  if (!deps.auditSigningKey) return;
  const waiting = await asWorker(deps.db, (tx) => listTenantsWaiting(tx, kind));
  for (const { companyId } of await eachChain(deps, undefined)) {
    if (waiting.has(companyId)) continue;
    await inTenant(deps.db, companyId, async (tx) => {
      const zone = companyId === installationId ? "UTC" : (await getCompany(tx)).timeZone;
      await planCheckpoint(tx, nextCheckpointAt(deps.now(), zone));
    });
  }
}

/** Its id is its time: two processes plan one. */
export const planCheckpoint = (tx: Tx, dueAt: Date) =>
  insertTimerOnce(tx, { id: `${kind}.${dueAt.toISOString()}`, kind, refId: kind, dueAt });
