import type { Deps } from "../deps.ts";
import { findBotToken } from "../flows/find-bot-token.ts";
import { findCompanyOfWorkspace } from "../flows/find-company-of-workspace.ts";
import type { Place } from "./payload.ts";

/** Short: an uninstalled workspace or a replaced token is noticed in seconds, and a burst of clicks costs one query. */
const lifetimeMs = 10_000;
const maxEntries = 10_000;

export type Workspace = { companyId: string; workspaceId: string };
export type Workspaces = ReturnType<typeof createWorkspaces>;

type Options = { deps: Deps; botToken: string | undefined };

/** Which company a payload belongs to and with which token it is answered, cached for seconds. */
export function createWorkspaces({ deps, botToken }: Options) {
  const routes = cache<Workspace>();
  const tokens = cache<string>();

  function findWorkspace(place: Place): Promise<Workspace | undefined> {
    const { enterpriseId, teamId, isEnterpriseInstall } = place;
    const ids = {
      ...(enterpriseId ? { enterpriseId } : {}),
      ...(teamId ? { teamId } : {}),
      isEnterpriseInstall,
    };
    return routes.get(JSON.stringify(ids), () => findCompanyOfWorkspace(deps, ids));
  }

  /** Undefined where the app was uninstalled, or nobody gave a token. */
  function findToken(workspace: Workspace): Promise<string | undefined> {
    const key = `${workspace.companyId} ${workspace.workspaceId}`;
    return tokens.get(key, () => findBotToken(deps, { ...workspace, environmentToken: botToken }));
  }

  /** After an uninstall nothing may be answered from memory. */
  function forget() {
    routes.clear();
    tokens.clear();
  }

  return { findWorkspace, findToken, forget, environmentToken: botToken };
}

/** Only what was found is kept: an unknown workspace that gets installed works at once. */
function cache<T>() {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    clear: () => entries.clear(),
    get: async (key: string, find: () => Promise<T | undefined>): Promise<T | undefined> => {
      const entry = entries.get(key);
      if (entry && entry.until > performance.now()) return entry.value;
      const value = await find();
      if (entries.size >= maxEntries) entries.clear();
      if (value === undefined) entries.delete(key);
      else entries.set(key, { value, until: performance.now() + lifetimeMs });
      return value;
    },
  };
}
