import type { Deps } from "../deps.ts";
import { findRoute } from "../store/companies.ts";

type Ids = { enterpriseId?: string | undefined; teamId?: string | undefined; isEnterpriseInstall: boolean };

/** The company and installation behind a payload's own ids: the enterprise for an org-wide install, else the team. */
export async function findCompanyOfWorkspace(
  deps: Pick<Deps, "db">,
  { enterpriseId, teamId, isEnterpriseInstall }: Ids,
): Promise<{ companyId: string; workspaceId: string } | undefined> {
  const kind = isEnterpriseInstall ? "enterprise" : "team";
  const workspaceId = isEnterpriseInstall ? enterpriseId : teamId;
  if (!workspaceId) return undefined;
  const companyId = await findRoute(deps.db, kind, workspaceId);
  return companyId ? { companyId, workspaceId } : undefined;
}
