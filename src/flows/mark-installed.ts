import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { markInstalled as markRow } from "../store/installations.ts";

/** The app works in this workspace again: people, links and requests go on where they were. Once, however many notice it. */
export async function markInstalled(
  deps: Pick<Deps, "db" | "now">,
  { companyId, workspaceId }: { companyId: string; workspaceId: string },
): Promise<void> {
  await inTenant(deps.db, companyId, async (tx) => {
    const at = deps.now();
    if (!(await markRow(tx, workspaceId, at))) return;
    await appendAudit(tx, { kind: "workspace_installed", at, workspaceId });
  });
}
