import type { Deps } from "../deps.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { markUninstalled as markRow } from "../store/installations.ts";

type Uninstalled = {
  companyId: string;
  workspaceId: string;
  /** The event that told it. */
  event: "app_uninstalled" | "tokens_revoked";
};

/**
 * Slack has taken the app out of a workspace: from now on the gate refuses there and nothing is posted to it. Every row
 * stays, so that installing it again resumes. Both events come, in any order and more than once; the first counts.
 * https://docs.slack.dev/reference/events/app_uninstalled
 */
export async function markUninstalled(
  deps: Pick<Deps, "db" | "now">,
  { companyId, workspaceId, event }: Uninstalled,
): Promise<void> {
  await inTenant(deps.db, companyId, async (tx) => {
    const at = deps.now();
    if (!(await markRow(tx, workspaceId, at))) return;
    await appendAudit(tx, { kind: "workspace_uninstalled", at, workspaceId, facts: { event } });
  });
}
