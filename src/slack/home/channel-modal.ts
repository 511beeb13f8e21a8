import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { ApprovalsChannel } from "../../domain/policy.ts";
import { appHint, codeInput, context, plain, section } from "../blocks.ts";
import { requiredConversation, requiredText } from "../submission.ts";
import type { Voice } from "../voice.ts";
import { agreementText } from "./settings-modal.ts";

export const channelIds = { callbackId: "policy_channel", channel: "channel", code: "code" } as const;
export const noChannelIds = { callbackId: "policy_no_channel", code: "code" } as const;

const code = requiredText(channelIds.code, { missing: "Type your 6-digit code.", max: 40 });

export const ChannelSubmission = z.object({
  [channelIds.channel]: requiredConversation(channelIds.channel, "Choose a channel."),
  [channelIds.code]: code,
});
export const NoChannelSubmission = z.object({ [noChannelIds.code]: code });

export type ChannelForm = {
  binding: string;
  channel: ApprovalsChannel | null;
  deciders: readonly string[];
  voice: Voice;
  notice?: string;
  /** What was chosen before the form was drawn again. */
  chosen?: string | undefined;
};

const codeField = codeInput({
  blockId: channelIds.code,
  label: "Your 6-digit code",
  hint: appHint,
});

/** Where requests are posted. Slack lists the private channels of whoever chooses; what counts is checked when it is sent, and before each post. */
export const channelModal = ({
  binding,
  channel,
  deciders,
  voice,
  notice,
  chosen,
}: ChannelForm): ModalView => ({
  type: "modal",
  callback_id: channelIds.callbackId,
  private_metadata: binding,
  title: plain("Approvals channel"),
  submit: plain("Choose"),
  close: plain("Cancel"),
  blocks: [
    ...(notice ? [section(notice)] : []),
    section(
      `Requests are posted in one private channel, with everything about each in its thread. Type */invite @Latchkey* there first.${channel ? ` Now it is #${voice.said(channel.name)}.` : ""}`,
    ),
    {
      type: "input",
      block_id: channelIds.channel,
      label: plain("Channel"),
      hint: plain("Private, of your own company, with those who approve in it."),
      element: {
        type: "conversations_select",
        action_id: channelIds.channel,
        filter: { include: ["private"], exclude_external_shared_channels: true, exclude_bot_users: true },
        ...(chosen ? { initial_conversation: chosen } : {}),
      },
    },
    ...(channel ? [context(agreementText(deciders, voice))] : []),
    codeField,
  ],
});

/** No channel any more. */
export const noChannelModal = ({ binding, channel, deciders, voice, notice }: ChannelForm): ModalView => ({
  type: "modal",
  callback_id: noChannelIds.callbackId,
  private_metadata: binding,
  title: plain("Use direct messages"),
  submit: plain("Use direct messages"),
  close: plain("Cancel"),
  blocks: [
    ...(notice ? [section(notice)] : []),
    section(
      `Requests are no longer posted in #${voice.said(channel?.name ?? "")}: each goes by direct message to those who can approve it. Nobody else sees what is asked and decided.`,
    ),
    context(agreementText(deciders, voice)),
    codeField,
  ],
});
