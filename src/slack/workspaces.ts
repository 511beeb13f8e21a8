import type { Deps } from "../deps.ts";
import { findBotToken } from "../flows/find-bot-token.ts";
import { findCompanyOfWorkspace } from "../flows/find-company-of-workspace.ts";
import type { Refresh } from "../flows/refresh-bot-token.ts";
import type { Place } from "./payload.ts";

/** Short: an uninstalled workspace or a replaced token is noticed in seconds, and a burst of clicks costs one query. */
const lifetimeMs = 10_000;
const maxEntries = 10_000;

export type Workspace = { companyId: string; workspaceId: string };
export type Workspaces = ReturnType<typeof createWorkspaces>;

type Options = { deps: Deps; botToken: string | undefined; refresh?: Refresh | undefined };

/** Which company a payload belongs to and with which token it is answered, cached for seconds. */
export function createWorkspaces({ deps, botToken, refresh }: Options) {
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
    return tokens.get(keyOf(workspace), () =>
      findBotToken(deps, { ...workspace, environmentToken: botToken, refresh }),
    );
  }

  /** Slack took this one no more: looked up anew, whoever exchanged it. */
  function findTokenAfter(workspace: Workspace, token: string): Promise<string | undefined> {
    tokens.drop(keyOf(workspace), token);
    return findToken(workspace);
  }

  /** After an uninstall nothing may be answered from memory. */
  function forget() {
    routes.clear();
    tokens.clear();
  }

  return { findWorkspace, findToken, findTokenAfter, forget, environmentToken: botToken };
}

const keyOf = ({ companyId, workspaceId }: Workspace) => `${companyId} ${workspaceId}`;

/** Only what was found is kept: an unknown workspace that gets installed works at once. */
function cache<T>() {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    clear: () => entries.clear(),
    drop: (key: string, value: T) => void (entries.get(key)?.value === value && entries.delete(key)),
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
