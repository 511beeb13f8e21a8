import type { ChannelFault } from "../../domain/refusal.ts";
import { say } from "../words.ts";
import { getSecret, type Renderer } from "./context.ts";
import { noticeTo } from "./notice.ts";

/** What is wrong with the approvals channel, and how it is mended there. */
const faults: Record<ChannelFault, { what: string; mend: string }> = {
  not_found: {
    what: "It's gone, or I was removed from it.",
    mend: "invite me to it again",
  },
  not_member: { what: "I'm not in it any more.", mend: "invite me to it again" },
  public: {
    what: "It's public: everybody in the workspace could read who is about to lose their sign-in codes.",
    mend: "make it private again",
  },
  shared: {
    what: "It's shared with another company, whose people could read the requests.",
    mend: "stop sharing it",
  },
  archived: { what: "It's archived.", mend: "unarchive it" },
  unreadable: {
    what: "Slack doesn't let me look at it: the app may have been removed from the workspace.",
    mend: "install the app again",
  },
};

const isFault = (fault: string): fault is ChannelFault => Object.hasOwn(faults, fault);

/** To each System Administrator, once a fault, as long as it lasts. */
export const channelFaultNotice: Renderer = async (context) => {
  const { company, message } = context;
  const fault = getSecret(context, "fault");
  if (!isFault(fault)) throw new Error(`${message.kind} tells of a fault that nobody knows`);
  if (company.approvalsChannelFault !== fault || company.approvalsChannelId !== message.refId)
    return undefined;
  const channel = `#${company.approvalsChannelName ?? message.refId}`;
  const { what, mend } = faults[fault];
  return noticeTo(context, {
    subject: `Requests can't be posted in ${channel} any more`,
    sentences: [
      say`${{ strong: `I don't post requests in ${channel} any more.` }} ${what}`,
      say`Until that's mended, requests go to whoever can approve them, by direct message or mail; other acts aren't posted.`,
      say`Next step: ${mend}, or choose another private channel in my Home tab.`,
    ],
  });
};
