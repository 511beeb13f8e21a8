import type { Button, KnownBlock } from "@slack/types";
import { settings } from "../../domain/request-text.ts";
import type { Administration } from "../../flows/view-home.ts";
import { button } from "../blocks.ts";
import type { Voice } from "../voice.ts";
import { channelText } from "./channel-text.ts";
import { homeIds } from "./ids.ts";
import { sectionsOf } from "./lines.ts";
import { requestRow } from "./request-row.ts";
import { undeliveredBlocks } from "./undelivered.ts";

type Facts = {
  administration: Administration;
  members: readonly string[] | undefined;
  companyId: string;
  voice: Voice;
};

/** What only System Administrators see: what is still to be set up, the settings, the channel, what did not arrive. */
export function administrationBlocks(facts: Facts): KnownBlock[] {
  const { administration, voice } = facts;
  return [
    { type: "divider" },
    ...sectionsOf(checklist(administration, voice)),
    ...policyBlocks(facts),
    ...undeliveredBlocks(administration.undelivered, voice),
  ];
}

/** A tick is said in words, too: no sign stands alone. */
const line = (isDone: boolean, done: string, toDo: string) =>
  isDone ? `✓ Done: ${done}` : `○ To do: ${toDo}`;

function checklist(administration: Administration, voice: Voice) {
  const { enrolledPaymentsAdmins, governance, testPost, help, hasCompletedReset } = administration;
  const { said } = voice;
  const contact = [help.name, help.email, ...(help.phone ? [help.phone] : [])].map(said).join(", ");
  const tests = {
    posted: "✓ Done: a test message was posted there",
    waiting: "○ On its way: a test message to the channel",
    failed: "○ To do: the test message could not be posted. Look at the channel below.",
  };
  return [
    "*Set-up*",
    "✓ Done: your Slack is linked",
    line(
      enrolledPaymentsAdmins > 1,
      `${enrolledPaymentsAdmins} Payments Admins are set up`,
      "a second Payments Admin who has set up MFA. Choose Add Payments Admin above.",
    ),
    line(
      governance.channel !== null,
      `approvals go to #${said(governance.channel?.name ?? "")}`,
      "a private channel for approvals. Until then they go by direct message.",
    ),
    ...(testPost ? [tests[testPost]] : []),
    line(
      help.phone !== null,
      `people who need help are sent to ${contact}`,
      `a phone number for people who need help. Now they are sent to ${contact}. Ask whoever runs Latchkey to add one.`,
    ),
    line(
      hasCompletedReset,
      "somebody's MFA was reset, and they are back in",
      "a practice reset, before it matters. Choose Reset MFA above for a colleague who sits with you, and stay until they are back in.",
    ),
  ];
}

function policyBlocks({ administration, members, companyId, voice }: Facts): KnownBlock[] {
  const { governance, channelFault, approvers, openChange } = administration;
  const { said } = voice;
  const lines = settings(governance).map(([what, value]) => `${what}: ${said(value)}`);
  const channel = channelText({ governance, channelFault, approvers, members, voice });
  const blocks = sectionsOf(["*Approval settings*", ...lines, ...channel]);
  // One change at a time: the next one would be judged against what may be gone tomorrow.
  if (openChange) return [...blocks, requestRow({ request: openChange, act: "follow", companyId, voice })];
  return [...blocks, { type: "actions", elements: changes(administration) }];
}

const changes = ({ governance: { channel } }: Administration): Button[] => [
  button(homeIds.settings, "Edit settings"),
  button(homeIds.channel, channel ? "Choose another channel" : "Choose channel"),
  ...(channel ? [button(homeIds.noChannel, "Use direct messages")] : []),
];
