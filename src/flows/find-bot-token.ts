import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { findWorkspace } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";

/** The workspace's own bot token; undefined where the environment's serves. */
export async function findBotToken(
  deps: Pick<Deps, "db" | "keys">,
  { companyId, workspaceId }: { companyId: string; workspaceId: string },
): Promise<string | undefined> {
  const workspace = await inTenant(deps.db, companyId, (tx) => findWorkspace(tx, workspaceId));
  if (!workspace?.tokenBox) return undefined;
  return open(deps.keys, { table: "workspaces", row: workspaceId, purpose: "bot_token" }, workspace.tokenBox);
}
