import { refreshAheadMs } from "../domain/installation.ts";
import { findWorkspace } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { type Refresh, type RefreshDeps, refreshBotToken } from "./refresh-bot-token.ts";

type Due = { companyId: string; workspaceId: string; refresh: Refresh };

/** Whether nothing is left to be done: exchanged, by whomever, or not needed any more. */
export async function refreshOnTime(deps: RefreshDeps, due: Due): Promise<boolean> {
  const { companyId, workspaceId } = due;
  try {
    await refreshBotToken(deps, due);
  } catch (err) {
    deps.log.error(
      { event: "slack_token_not_refreshed", companyId, workspaceId, err },
      "Slack token not refreshed",
    );
    return false;
  }
  const workspace = await inTenant(deps.db, companyId, (tx) => findWorkspace(tx, workspaceId));
  if (!workspace?.tokenExpiresAt || workspace.uninstalledAt) return true;
  return workspace.tokenExpiresAt.getTime() - deps.now().getTime() > refreshAheadMs;
}
