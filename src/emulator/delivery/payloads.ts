import { type Channel, nameInPayload } from "../state/channels.ts";
import { secondsOf } from "../state/ids.ts";
import { type Message, messageObject, threadTsOf } from "../state/messages.ts";
import { getPerson } from "../state/people.ts";
import { newTrigger } from "../state/triggers.ts";
import type { Values } from "../state/values.ts";
import { type View, viewObject } from "../state/views.ts";
import type { World } from "../state/world.ts";

/** The old verification token: real apps must not rely on it, so it is a constant. */
export const verificationToken = "emulated-verification-token";

export const isOrgInstall = (world: World): boolean => world.enterprise?.isInstall === true;

/** What every interaction carries. https://docs.slack.dev/reference/interaction-payloads */
export function interaction<T extends string>(world: World, type: T, userId: string, viewId?: string) {
  const person = getPerson(world, userId);
  return {
    type,
    token: verificationToken,
    action_ts: `${secondsOf(world.now())}.000000`,
    team: isOrgInstall(world) ? null : { id: world.team.id, domain: world.team.domain },
    enterprise: world.enterprise ? { id: world.enterprise.id, name: world.enterprise.name } : null,
    is_enterprise_install: isOrgInstall(world),
    api_app_id: world.app.id,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    trigger_id: newTrigger(world, userId, viewId),
  };
}

export function channelOf(channel: Channel) {
  return { id: channel.id, name: nameInPayload(channel) };
}

/** Where in a message an action happened. The message itself is not sent along when it was ephemeral. */
export function inMessage(world: World, channel: Channel, message: Message, values: Values) {
  const threadTs = threadTsOf(world, message);
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralTo !== undefined,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    channel: channelOf(channel),
    ...(message.ephemeralTo === undefined ? { message: messageObject(world, message) } : {}),
    state: { values },
  };
}

/** Where in a view an action happened. */
export function inView(world: World, view: View) {
  return { container: { type: "view", view_id: view.id }, view: viewObject(world, view) };
}
