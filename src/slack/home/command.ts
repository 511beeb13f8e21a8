import { viewHome } from "../../flows/view-home.ts";
import { viewLockout } from "../../flows/view-lockout.ts";
import { type ActionAnswer, home } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import { mrkdwnVoice } from "../voice.ts";
import { homeView } from "./view.ts";

/** The Home tab, for the person who opened it. */
export const showHome = async (context: LinkedContext): Promise<ActionAnswer> =>
  home(await drawHome(context));

async function drawHome(context: LinkedContext) {
  const { deps, actor, workspaceId, company, companyId, publicUrl } = context;
  const [facts, lockout] = await Promise.all([
    viewHome(deps, actor, { workspaceId }),
    viewLockout(deps, actor),
  ]);
  const channelId = facts.administration?.governance.channel?.channelId;
  const members = channelId === undefined ? undefined : await membersOf(context, channelId);
  const voice = mrkdwnVoice(company.timeZone, company.displayName);
  const portalUrl = `${publicUrl}/sign-in?company=${encodeURIComponent(company.slug)}`;
  return homeView({ home: facts, lockout, members, companyId, portalUrl, voice });
}

/** Home says less where Slack cannot say who is in the channel; it is never missing for that. */
export async function membersOf(
  { slack, deps }: LinkedContext,
  channelId: string,
): Promise<string[] | undefined> {
  try {
    return await slack.channelMembers(channelId);
  } catch (err) {
    deps.log.info({ event: "channel_members_unreadable", err }, "conversations.members failed");
    return undefined;
  }
}

/** Behind a form that changed what Home shows. The form's answer is what counts: that Slack is slow is no reason to lose it. */
export async function redrawHome(context: LinkedContext): Promise<void> {
  try {
    await context.slack.publishHome(context.slackUserId, await drawHome(context));
  } catch (err) {
    context.deps.log.warn({ event: "home_not_redrawn", err }, "views.publish failed");
  }
}
