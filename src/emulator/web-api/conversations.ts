import { z } from "zod";
import { type Channel, openDm, personOfDm } from "../state/channels.ts";
import { secondsOf } from "../state/ids.ts";
import type { World } from "../state/world.ts";
import { type Answer, flag, hasScope, method, missingScope, refuse } from "./method.ts";

const openArgs = z.object({
  users: z.string().optional(),
  channel: z.string().optional(),
  return_im: flag.optional(),
  prevent_creation: flag.optional(),
});

/** https://docs.slack.dev/reference/methods/conversations.open, for DMs. */
export const open = method(["im:write"], openArgs, (world, args) => {
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

const infoArgs = z.object({ channel: z.string(), include_num_members: flag.optional() });

/** https://docs.slack.dev/reference/methods/conversations.info */
export const info = method(readScopes, infoArgs, (world, args) => {
  const read = readable(world, args.channel);
  if (!read.ok) return read.answer;
  const count = args.include_num_members ? { num_members: membersOf(world, read.channel).length } : {};
  return { ok: true, channel: { ...channelObject(world, read.channel), ...count } };
});

/** Slack's default page, and its largest. */
const defaultPage = 100;
const largestPage = 999;

const membersArgs = z.object({
  channel: z.string(),
  cursor: z.string().optional(),
  limit: z.union([z.string(), z.number()]).transform(Number).default(defaultPage),
});

/** https://docs.slack.dev/reference/methods/conversations.members, the app itself among them. */
export const members = method(readScopes, membersArgs, (world, args) => {
  const read = readable(world, args.channel);
  if (!read.ok) return read.answer;
  const { limit, cursor } = args;
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) return refuse("invalid_limit");
  const all = membersOf(world, read.channel);
  const start = cursor ? all.findIndex((id) => cursorAt(id) === cursor) : 0;
  if (start < 0) return refuse("invalid_cursor");
  const next = all[start + limit];
  return {
    ok: true,
    members: all.slice(start, start + limit),
    response_metadata: { next_cursor: next ? cursorAt(next) : "" },
  };
});

/** Deactivated people are out of every channel, and back when they are reactivated. */
function membersOf(world: World, channel: Channel): string[] {
  return [...channel.members].filter((id) => !world.people.get(id)?.deleted);
}

const cursorAt = (userId: string) => Buffer.from(`user:${userId}`).toString("base64");

type Readable = { ok: true; channel: Channel } | { ok: false; answer: Answer };

/** A private place that the app is not in does not exist for it; the scope depends on the kind of place. */
function readable(world: World, channelId: string): Readable {
  const channel = world.channels.get(channelId);
  const isVisible = channel && (channel.kind === "public" || channel.members.has(world.app.botUserId));
  if (!isVisible) return { ok: false, answer: refuse("channel_not_found") };
  const scope = scopeOfKind[channel.kind];
  return hasScope(world, scope) ? { ok: true, channel } : { ok: false, answer: missingScope(world, [scope]) };
}

/** https://docs.slack.dev/reference/objects/conversation-object */
function channelObject(world: World, channel: Channel) {
  const common = {
    id: channel.id,
    created: secondsOf(channel.createdAt),
    is_archived: channel.isArchived,
    is_im: channel.kind === "im",
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: false,
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
