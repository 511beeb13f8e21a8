import type { ChannelFault } from "./refusal.ts";

/** What Slack's conversation object says of a channel. https://docs.slack.dev/reference/objects/conversation-object */
type Channel = {
  is_private?: boolean | undefined;
  is_archived?: boolean | undefined;
  is_member?: boolean | undefined;
  is_ext_shared?: boolean | undefined;
  is_pending_ext_shared?: boolean | undefined;
};

/**
 * Why requests cannot be posted here; undefined: they can. Whatever Slack does not say counts as a no: a channel shared with
 * another company would show who is about to lose their codes, and take its people's clicks (A13).
 */
export function channelFaultOf(channel: Channel | undefined): ChannelFault | undefined {
  if (!channel) return "unreadable";
  if (channel.is_archived !== false) return "archived";
  if (channel.is_private !== true) return "public";
  if (channel.is_ext_shared !== false || channel.is_pending_ext_shared === true) return "shared";
  return channel.is_member === true ? undefined : "not_member";
}
