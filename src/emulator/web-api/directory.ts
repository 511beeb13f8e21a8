import { z } from "zod";
import { type Channel, openDm, personOfDm } from "../state/channels.ts";
import { secondsOf } from "../state/ids.ts";
import { userObject } from "../state/people.ts";
import type { World } from "../state/world.ts";
import { type Answer, flag, hasScope, method, missingScope, refuse } from "./method.ts";

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest = method([], z.object({}), (world) => ({
  ok: true,
  url: `https://${world.team.domain}.slack.com/`,
  team: world.team.name,
  user: world.app.name.toLowerCase(),
  team_id: world.team.id,
  user_id: world.app.botUserId,
  bot_id: world.app.botId,
  is_enterprise_install: world.enterprise?.isInstall === true,
  ...(world.enterprise ? { enterprise_id: world.enterprise.id } : {}),
}));

/** https://docs.slack.dev/reference/methods/users.info: the email only with users:read.email. */
export const usersInfo = method(["users:read"], z.object({ user: z.string() }), (world, args) => {
  const person = world.people.get(args.user);
  if (!person) return refuse("user_not_found");
  return { ok: true, user: userObject(person, { withEmail: hasScope(world, "users:read.email") }) };
});

const openArgs = z.object({
  users: z.string().optional(),
  channel: z.string().optional(),
  return_im: flag.optional(),
  prevent_creation: flag.optional(),
});

/** https://docs.slack.dev/reference/methods/conversations.open, for DMs. */
export const conversationsOpen = method(["im:write"], openArgs, (world, args) => {
  const userId = args.users ?? (args.channel ? dmPartner(world, args.channel) : undefined);
  if (userId === undefined) return refuse(args.channel ? "channel_not_found" : "users_list_not_supplied");
  const person = world.people.get(userId);
  if (!person) return refuse("user_not_found");
  if (person.deleted) return refuse("user_disabled");
  if (person.isBot) return refuse("cannot_dm_bot");
  const alreadyOpen = world.channels.has(`D${userId.slice(1)}`);
  const dm = openDm(world, userId);
  const channel = args.return_im ? channelObject(world, dm) : { id: dm.id };
  return { ok: true, ...(alreadyOpen ? { no_op: true, already_open: true } : {}), channel };
});

function dmPartner(world: World, channelId: string): string | undefined {
  const channel = world.channels.get(channelId);
  return channel?.kind === "im" ? personOfDm(world, channel) : undefined;
}

const scopeOfKind = { public: "channels:read", private: "groups:read", im: "im:read" } as const;
const readScopes = [...Object.values(scopeOfKind), "mpim:read"];

/** https://docs.slack.dev/reference/methods/conversations.info */
export const conversationsInfo = method(
  readScopes,
  z.object({ channel: z.string() }),
  (world, args): Answer => {
    const channel = world.channels.get(args.channel);
    const isVisible = channel && (channel.kind === "public" || channel.members.has(world.app.botUserId));
    if (!isVisible) return refuse("channel_not_found");
    const scope = scopeOfKind[channel.kind];
    if (!hasScope(world, scope)) return missingScope(world, [scope]);
    return { ok: true, channel: channelObject(world, channel) };
  },
);

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelObject(world: World, channel: Channel) {
  const common = {
    id: channel.id,
    created: secondsOf(channel.createdAt),
    is_archived: channel.isArchived,
    is_im: channel.kind === "im",
    is_ext_shared: channel.isExtShared,
    is_shared: channel.isExtShared,
    is_org_shared: false,
    context_team_id: world.team.id,
  };
  if (channel.kind === "im") return { ...common, user: personOfDm(world, channel), is_open: true };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "public",
    is_group: channel.kind === "private",
    is_private: channel.kind === "private",
    is_mpim: false,
    is_member: channel.members.has(world.app.botUserId),
    is_general: channel.name === "general",
  };
}
