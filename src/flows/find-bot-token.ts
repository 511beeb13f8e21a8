import { boxPlace } from "../crypto/box-place.ts";
import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { findWorkspace } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";

type Wanted = {
  companyId: string;
  workspaceId: string;
  /** The environment's, for workspaces without one of their own. */
  environmentToken: string | undefined;
};

/**
 * The token by which the bot speaks in a workspace: its own, else the environment's. None where the app was uninstalled:
 * the environment's serves others too, and there it must not be tried any more.
 */
export async function findBotToken(
  deps: Pick<Deps, "db" | "keys">,
  wanted: Wanted,
): Promise<string | undefined> {
  const found = await findToken(deps, wanted);
  return found?.isInstalled ? found.token : undefined;
}

/** The token that would be in force again, for `auth.test` alone; none while the app is installed. */
export async function findUninstalledToken(
  deps: Pick<Deps, "db" | "keys">,
  wanted: Wanted,
): Promise<string | undefined> {
  const found = await findToken(deps, wanted);
  return found?.isInstalled ? undefined : found?.token;
}

async function findToken(
  deps: Pick<Deps, "db" | "keys">,
  { companyId, workspaceId, environmentToken }: Wanted,
): Promise<{ token: string | undefined; isInstalled: boolean } | undefined> {
  const workspace = await inTenant(deps.db, companyId, (tx) => findWorkspace(tx, workspaceId));
  if (!workspace) return undefined;
  const place = boxPlace("workspaces.token_box", workspaceId);
  const token = workspace.tokenBox ? open(deps.keys, place, workspace.tokenBox) : environmentToken;
  return { token, isInstalled: workspace.uninstalledAt === null };
}
