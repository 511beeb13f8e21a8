import type { AuditFacts } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { installationId } from "../domain/checkpoint.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";

/** Records what an operator does to all companies at once, in the installation's own chain (DESIGN 6). */
export async function auditInstallation(
  { db, now }: Pick<Deps, "db" | "now">,
  kind: string,
  facts: AuditFacts = {},
): Promise<void> {
  await inTenant(db, installationId, (tx) =>
    appendAudit(tx, { kind, at: now(), facts: { ...facts, via: "cli" } }),
  );
}
