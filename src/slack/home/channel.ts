import { WebAPIPlatformError } from "@slack/web-api";
import { z } from "zod";
import { channelFaultOf } from "../../domain/approvals-channel.ts";
import type { ApprovalsChannel } from "../../domain/policy.ts";
import type { ChannelFault } from "../../domain/refusal.ts";
import { listApprovers } from "../../flows/list-approvers.ts";
import { type ActionAnswer, fieldErrors, type SubmissionAnswer } from "../answer.ts";
import type { LinkedContext } from "../handler.ts";
import type { SubmissionPayload } from "../payload.ts";
import { refusalText } from "../refusal-text.ts";
import { errorsOf } from "../submission.ts";
import { plainVoice, type Voice } from "../voice.ts";
import {
  ChannelSubmission,
  channelIds,
  channelModal,
  NoChannelSubmission,
  noChannelIds,
  noChannelModal,
} from "./channel-modal.ts";
import { presenceText } from "./channel-text.ts";
import { membersOf } from "./command.ts";
import { type Drawn, openPolicy, sendPolicy } from "./policy.ts";

const drawChannel = ({ form, ...drawn }: Drawn) =>
  channelModal({ ...drawn, channel: form.governance.channel, deciders: form.deciders });
const drawNoChannel = ({ form, ...drawn }: Drawn) =>
  noChannelModal({ ...drawn, channel: form.governance.channel, deciders: form.deciders });

/** [Choose channel] */
export const openChannel = (context: LinkedContext): Promise<ActionAnswer> =>
  openPolicy(context, drawChannel);

/** [Use direct messages] */
export const openNoChannel = (context: LinkedContext): Promise<ActionAnswer> =>
  openPolicy(context, drawNoChannel);

/** Only a private channel of the company's own, with the app in it (A13). The check that counts is made before each post. */
export async function submitChannel(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = ChannelSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  const { channel: channelId, code } = typed.data;
  // Who may not choose is refused below, and learns nothing of channels.
  const looked = context.isSystemAdministrator ? await lookAt(context, channelId) : { name: channelId };
  if ("fault" in looked) return refuseChannel(context, looked.fault);
  const { workspaceId } = context;
  const channel = { workspaceId, channelId, name: looked.name };
  const presence = await presenceIn(context, channel);
  return sendPolicy(context, {
    metadata: view.private_metadata,
    code,
    change: { channel },
    redraw: ({ form, ...drawn }) =>
      channelModal({
        ...drawn,
        channel: form.governance.channel,
        deciders: form.deciders,
        chosen: channelId,
      }),
    blockId: channelIds.channel,
    presence,
  });
}

export async function submitNoChannel(
  context: LinkedContext,
  { view }: SubmissionPayload,
): Promise<SubmissionAnswer> {
  const typed = NoChannelSubmission.safeParse(view.state.values);
  if (!typed.success) return fieldErrors(errorsOf(typed.error));
  return sendPolicy(context, {
    metadata: view.private_metadata,
    code: typed.data.code,
    change: { channel: null },
    redraw: drawNoChannel,
    blockId: noChannelIds.code,
  });
}

const SlackChannel = z.object({
  name: z.string().nullish(),
  is_private: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_member: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_im: z.boolean().optional(),
});

type Looked = { name: string } | { fault: ChannelFault };

/** What Slack says of it now. Not being able to see it is a no, too. */
async function lookAt({ slack, deps }: LinkedContext, channelId: string): Promise<Looked> {
  try {
    const channel = SlackChannel.parse(await slack.channelInfo(channelId));
    // A conversation of some people has neither name nor way to invite the app.
    if (channel.is_im || channel.is_mpim || !channel.name) return { fault: "not_found" };
    const fault = channelFaultOf(channel);
    return fault ? { fault } : { name: channel.name };
  } catch (err) {
    deps.log.info({ event: "channel_unreadable", err }, "conversations.info failed");
    // A private channel that the app is not in does not exist for it.
    const isUnknown = err instanceof WebAPIPlatformError && err.data.error === "channel_not_found";
    return { fault: isUnknown ? "not_found" : "unreadable" };
  }
}

const refuseChannel = ({ company }: LinkedContext, why: ChannelFault) =>
  fieldErrors({
    [channelIds.channel]: refusalText(
      { code: "channel_unusable", why },
      plainVoice(company.timeZone, company.displayName),
    ),
  });

/** Who of those who approve is in it: with nobody there it is allowed, and said. */
async function presenceIn(context: LinkedContext, { workspaceId, channelId, name }: ApprovalsChannel) {
  const { deps, actor, isSystemAdministrator } = context;
  const members = isSystemAdministrator ? await membersOf(context, channelId) : undefined;
  if (!members) return () => undefined;
  const approvers = await listApprovers(deps, actor, workspaceId);
  return (voice: Voice) => presenceText({ approvers, members, name, voice });
}
