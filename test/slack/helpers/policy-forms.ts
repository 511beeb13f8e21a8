import { channelIds, noChannelIds } from "../../../src/slack/home/channel-modal.ts";
import { homeIds } from "../../../src/slack/home/ids.ts";
import { settingsIds } from "../../../src/slack/home/settings-modal.ts";
import { codeOf } from "../../helpers/people.ts";
import { actionSent, type Sender, type Sent, submissionSent, type Values } from "./payloads.ts";
import { viewIn } from "./slack-edge.ts";
import type { slackStory } from "./story.ts";

/** What the settings' form sends when nothing but these was touched. */
export const settingsValues = (more: Values = {}): Values => ({
  grant: { option: "1" },
  system_administrator: { option: "1" },
  revoke: { option: "0" },
  reset: { option: "0" },
  [settingsIds.proceed]: { option: "24" },
  [settingsIds.appOnly]: { checked: [] },
  ...more,
});

/** Olivia's own forms about the approval settings, filled in and with her code: whoever sends them. */
export async function policyForms({
  edge,
  oliviaSender,
  olivia,
  deps,
}: Awaited<ReturnType<typeof slackStory>>): Promise<[string, (sender: Sender) => Sent][]> {
  const form = async (actionId: string, values: Values) => {
    await edge.send(
      actionSent(oliviaSender, { actionId, view: { type: "home", id: "V1", callback_id: "" } }),
    );
    const view = viewIn(edge.api.last("views.open"));
    return (sender: Sender) => submissionSent(sender, view, { code: codeOf(deps, olivia.secret), ...values });
  };
  return [
    [settingsIds.callbackId, await form(homeIds.settings, settingsValues({ reset: { option: "3" } }))],
    [
      channelIds.callbackId,
      await form(homeIds.channel, { [channelIds.channel]: { conversation: "C0EVIL0001" } }),
    ],
    [noChannelIds.callbackId, await form(homeIds.noChannel, {})],
  ];
}
