import { z } from "zod";
import type { Deps } from "../deps.ts";
import { doubtSlackPerson } from "../flows/doubt-slack-person.ts";
import { markUninstalled } from "../flows/mark-uninstalled.ts";
import { suspendLink } from "../flows/suspend-link.ts";
import type { EventPayload } from "./payload.ts";
import type { Workspace } from "./workspaces.ts";

type Options = {
  deps: Deps;
  forgetWorkspaces: () => void;
  /** Whether the app is there all the same: it was installed again, and the news of its end came late. */
  isStillThere: (workspace: Workspace) => Promise<boolean>;
};

/**
 * The events that manifest.yml subscribes to. Nobody acts by them, so they pass only "workspace known" (DESIGN 2); but for the
 * Home tab, which is drawn for the person who opened it and passes the gate (`home_opened`).
 */
export const events = ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"] as const;

/** Slack keeps no order among events and sends again what it saw no answer to: each of these may come late, and twice. */
export async function handleEvent(options: Options, workspace: Workspace, payload: EventPayload) {
  if (payload.name === "user_change") await noteChange(options.deps, workspace, payload);
  const event = endOf(payload);
  if (!event) return;
  if (await options.isStillThere(workspace)) {
    options.deps.log.info({ event: "slack_late_uninstall", ...workspace }, "late news of an uninstall");
    return;
  }
  await markUninstalled(options.deps, { ...workspace, event });
  options.forgetWorkspaces();
}

const Change = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().nullish() }) });

/** Of what changes about people, the news that may not wait for their next click. */
export const isDeactivation = ({ name, event }: EventPayload) =>
  name === "user_change" && Change.safeParse(event).data?.user.deleted === true;

/** Only towards less: a deactivation counts at once, anything else makes the gate ask Slack again. */
async function noteChange(deps: Deps, workspace: Workspace, { event }: EventPayload): Promise<void> {
  const { user } = Change.parse(event);
  const identity = { ...workspace, slackUserId: user.id };
  if (user.deleted === true) await suspendLink(deps, identity);
  await doubtSlackPerson(deps, identity);
}

const Revocation = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** Of tokens only the bot's matters; the event lists users, not tokens. https://docs.slack.dev/reference/events/tokens_revoked */
function endOf({ name, event }: EventPayload): "app_uninstalled" | "tokens_revoked" | undefined {
  if (name === "app_uninstalled") return name;
  if (name !== "tokens_revoked") return undefined;
  const bots = Revocation.safeParse(event).data?.tokens.bot ?? [];
  return bots.length > 0 ? name : undefined;
}
