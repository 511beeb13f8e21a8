import type { Deps } from "../deps.ts";
import {
  type BotToken,
  type InstalledPlace,
  type InstallRefusal,
  routeKindOf,
} from "../domain/installation.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { appendAudit } from "../store/audit.ts";
import { findRoute, findWorkspace, insertRoute } from "../store/companies.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { saveInstallation } from "../store/installations.ts";
import type { Session } from "./find-session.ts";
import { lockSessionUser } from "./lock-session-user.ts";
import { sealToken } from "./seal-token.ts";
import { tellSystemAdministrators } from "./tell-system-administrators.ts";
import { timeRefresh } from "./time-refresh.ts";

type Installation = InstalledPlace & BotToken & { slackUserId: string };
type Installed = InstalledPlace & { isAgain: boolean };

/**
 * The workspace belongs to the company of the session that began it, with the token that Slack gave. One that belongs to
 * another company stays there; its token is forgotten, and not revoked: Slack gives an app one token for a workspace,
 * so that would cut off the other company.
 */
export async function installWorkspace(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  session: Session,
  installation: Installation,
): Promise<Result<Installed, InstallRefusal>> {
  const { workspaceId, name, slackUserId } = installation;
  return inTenant(deps.db, session.companyId, async (tx) => {
    const at = deps.now();
    const locked = await lockSessionUser(tx, session, { level: "full", now: at });
    if (!locked.ok) return locked;
    const { user } = locked.value;
    const by = { at, actorId: user.id, workspaceId, slackUserId };
    const refusal = await refusalOf(tx, session, { role: user.role, workspaceId, name });
    if (refusal) {
      const facts = { act: "slack_install", why: refusal.code, via: "portal" };
      await appendAudit(tx, { ...by, kind: "act_refused", facts });
      return refuse(refusal);
    }
    const before = await findWorkspace(tx, workspaceId);
    await saveInstallation(tx, { id: workspaceId, name, installedAt: at, ...sealToken(deps, installation) });
    await timeRefresh(tx, deps, installation);
    const payload = { actorId: user.id };
    await tellSystemAdministrators(tx, deps, {
      kind: "workspace_installed_notice",
      refId: workspaceId,
      payload,
    });
    await appendAudit(tx, { ...by, kind: "workspace_installed", facts: { via: "portal", name } });
    return ok({ workspaceId, name, isAgain: before !== undefined });
  });
}

type Judged = InstalledPlace & { role: "member" | "system_administrator" };

/** Claims the workspace where nobody has: of two companies at once the database lets one pass. */
async function refusalOf(
  tx: Tx,
  { companyId }: Session,
  { role, workspaceId, name }: Judged,
): Promise<InstallRefusal | undefined> {
  if (role !== "system_administrator") return { code: "not_system_administrator" };
  const route = { kind: routeKindOf(workspaceId), key: workspaceId } as const;
  if (await insertRoute(tx, { ...route, companyId })) return undefined;
  const owner = await findRoute(tx, route.kind, route.key);
  return owner === companyId ? undefined : { code: "workspace_taken", name };
}
