import type { Deps } from "../deps.ts";
import { findPerson } from "../flows/find-person.ts";
import { rememberSlackPerson } from "../flows/remember-slack-person.ts";
import type { EventPayload } from "./payload.ts";
import { slackPerson } from "./slack-person.ts";
import type { Workspace } from "./workspaces.ts";

type Options = { deps: Deps; forgetWorkspaces: () => void };

/** The events that manifest.yml subscribes to. Nobody acts by them, so they pass only "workspace known" (DESIGN 2). */
export const events = ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"] as const;

export async function handleEvent(options: Options, workspace: Workspace, { name, event }: EventPayload) {
  if (name === "user_change") await noteChange(options.deps, workspace, event["user"]);
  if (name === "app_uninstalled" || name === "tokens_revoked") options.forgetWorkspaces();
}

/** Slack tells of everybody in the workspace; only people whom we have met are kept up to date. */
async function noteChange(deps: Deps, workspace: Workspace, user: unknown): Promise<void> {
  const person = slackPerson(user, workspace.workspaceId);
  const met = await findPerson(deps, { ...workspace, slackUserId: person.slackUserId });
  if (met.person) await rememberSlackPerson(deps, { ...workspace, ...person });
}
