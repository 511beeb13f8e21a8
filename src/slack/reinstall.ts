import type { Deps } from "../deps.ts";
import { findBotToken, findUninstalledToken } from "../flows/find-bot-token.ts";
import { markInstalled } from "../flows/mark-installed.ts";
import type { SlackApi } from "./client.ts";
import type { SlackLine } from "./slack-line.ts";
import type { Workspace, Workspaces } from "./workspaces.ts";

/** How long a "no" of Slack stands: a workspace without the app costs one call in this time, however often it knocks. */
const noLifetimeMs = 10_000;
const maxEntries = 10_000;

/** Whether the app is back in a workspace that is marked uninstalled; if so, it is marked installed. */
export type IsBack = (workspace: Workspace, line: SlackLine) => Promise<boolean>;

type Options = { deps: Deps; workspaces: Workspaces };

/**
 * Slack sends no event when an app is installed again; that somebody's signed payload comes is the first sign of it.
 * Whether our token speaks for this very workspace, `auth.test` says: a late payload from before the uninstall finds it
 * revoked. https://docs.slack.dev/reference/methods/auth.test
 */
export function createReinstall({ deps, workspaces }: Options): IsBack {
  const asked = new Map<string, { answer: Promise<boolean>; until: number }>();
  return function isBack(workspace, line) {
    const key = `${workspace.companyId} ${workspace.workspaceId}`;
    const before = asked.get(key);
    if (before && before.until > performance.now()) return before.answer;
    const answer = resume({ deps, workspaces }, workspace, line);
    if (asked.size >= maxEntries) asked.clear();
    asked.set(key, { answer, until: performance.now() + noLifetimeMs });
    // Only a "no" is kept.
    const forget = () => void asked.delete(key);
    answer.then((isInstalled) => isInstalled && forget(), forget);
    return answer;
  };
}

async function resume(
  { deps, workspaces }: Options,
  workspace: Workspace,
  line: SlackLine,
): Promise<boolean> {
  const environmentToken = workspaces.environmentToken;
  const token = await findUninstalledToken(deps, { ...workspace, environmentToken });
  if (token === undefined || !(await speaksFor(token, { deps, workspace, line }))) return false;
  await markInstalled(deps, workspace);
  workspaces.forget();
  // Into the cache while the deadline still watches, as for every payload.
  await workspaces.findToken(workspace);
  return true;
}

type Place = { deps: Deps; workspace: Workspace; line: SlackLine };

async function speaksFor(token: string, { deps, workspace, line }: Place): Promise<boolean> {
  const { workspaceId } = workspace;
  try {
    const { teamId, enterpriseId } = await line.whereToken(token);
    return workspaceId === teamId || workspaceId === enterpriseId;
  } catch (err) {
    deps.log.info({ event: "slack_still_uninstalled", workspaceId, err }, "auth.test failed");
    return false;
  }
}

export type IsStillThere = (workspace: Workspace) => Promise<boolean>;

const lookMs = 3000;

/**
 * Slack keeps no order among events: the end of an installation may be told after the next one has begun. A workspace's own token
 * that still works says so. The environment's says nothing of this kind: whoever comes next resumes there.
 */
export function createStillThere({ deps, api }: { deps: Deps; api: SlackApi }): IsStillThere {
  return async function isStillThere(workspace) {
    const token = await findBotToken(deps, { ...workspace, environmentToken: undefined });
    if (token === undefined) return false;
    try {
      const { teamId, enterpriseId } = await api.authTest({ token, timeoutMs: lookMs });
      return workspace.workspaceId === teamId || workspace.workspaceId === enterpriseId;
    } catch {
      return false;
    }
  };
}
