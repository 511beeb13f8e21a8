import type { ChannelFault } from "./refusal.ts";

/** Why a channel takes no requests, and what to do. */
export const channelTexts: Record<ChannelFault, string> = {
  not_found:
    "The app can't see this channel. Type /invite @Latchkey in it, then choose it again, or choose another.",
  not_member: "The app isn't in this channel yet. Type /invite @Latchkey in it, then choose it again.",
  public: "This channel is public: anyone could read along. Choose a private one.",
  shared: "This channel is shared with another company. Choose a private one of your own company.",
  archived: "This channel is archived. Unarchive it, or choose another.",
  unreadable:
    "Slack can't say right now what kind of channel this is. Nothing was changed. Try again in a moment.",
};
