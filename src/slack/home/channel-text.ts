import type { Governance } from "../../domain/policy.ts";
import type { ChannelFault } from "../../domain/refusal.ts";
import type { Approver } from "../../flows/list-approvers.ts";
import { refusalText } from "../refusal-text.ts";
import { clip, type Voice } from "../voice.ts";

type Facts = {
  governance: Governance;
  channelFault: string | null;
  approvers: readonly Approver[];
  members: readonly string[] | undefined;
  voice: Voice;
};

/** What is to be known of the approvals channel: whether it can be used, and who of those who approve would see it. */
export function channelText({ governance, channelFault, approvers, members, voice }: Facts): string[] {
  if (!governance.channel) return [];
  if (channelFault !== null) return [faultText(channelFault, voice)];
  return members ? [presenceText({ approvers, members, name: governance.channel.name, voice })] : [];
}

const faults: readonly string[] = [
  "not_found",
  "not_member",
  "public",
  "shared",
  "archived",
  "unreadable",
] satisfies ChannelFault[];

const isFault = (why: string): why is ChannelFault => faults.includes(why);

/** A newer process may have found a fault that this one has no words for. */
const faultText = (why: string, voice: Voice) =>
  `Warning: requests can't be posted there, so they go by direct message. ${isFault(why) ? refusalText({ code: "channel_unusable", why }, voice) : "Choose another channel."}`;

type Presence = { approvers: readonly Approver[]; members: readonly string[]; name: string; voice: Voice };

/** "2 of 3 approvers are in it: Olivia, Marcus. Not in it: Nora." */
export function presenceText({ approvers, members, name, voice: { said } }: Presence): string {
  const isIn = ({ slackUserId }: Approver) => slackUserId !== null && members.includes(slackUserId);
  const names = (people: Approver[]) => {
    const more = people.length > maxNames ? ` and ${people.length - maxNames} more` : "";
    return `${people
      .slice(0, maxNames)
      .map((one) => said(clip(one.firstName, maxName)))
      .join(", ")}${more}`;
  };
  const inside = approvers.filter(isIn);
  const outside = approvers.filter((one) => !isIn(one));
  if (inside.length === 0)
    return `Warning: nobody who can approve is in #${said(name)}. Add ${outside.length > 0 ? names(outside) : "them"} there; until then requests reach them late, by direct message.`;
  const missing = outside.length > 0 ? ` Not in it: ${names(outside)}.` : "";
  return `${inside.length} of ${approvers.length} who can approve are in it: ${names(inside)}.${missing}`;
}

const maxNames = 5;
const maxName = 40;
