import { channelOf, interaction } from "../delivery/payloads.ts";
import { sendPayload } from "../delivery/send.ts";
import type { Sent } from "../delivery/sent.ts";
import { getChannel } from "../state/channels.ts";
import { type Message, messageObject } from "../state/messages.ts";
import { newResponseUrl } from "../state/response-urls.ts";
import type { World } from "../state/world.ts";

/** A global shortcut: no channel, no response_url. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export function runShortcut(world: World, userId: string, callbackId: string): Promise<Sent> {
  return sendPayload(world, { ...interaction(world, "shortcut", userId), callback_id: callbackId });
}

/** A message shortcut, from the menu of a message. */
export function runMessageShortcut(
  world: World,
  { userId, message, callbackId }: { userId: string; message: Message; callbackId: string },
): Promise<Sent> {
  const channel = getChannel(world, message.channelId);
  return sendPayload(world, {
    ...interaction(world, "message_action", userId),
    callback_id: callbackId,
    channel: channelOf(channel),
    message_ts: message.ts,
    message: messageObject(world, message),
    response_url: newResponseUrl(world, { userId, channelId: channel.id, messageTs: message.ts }),
  });
}
