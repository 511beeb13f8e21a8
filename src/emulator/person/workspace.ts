import { changePerson, reinstallApp, revokeTokens, uninstallApp } from "../delivery/events.ts";
import type { Channel } from "../state/channels.ts";
import { touch } from "../state/listeners.ts";
import { findPerson, type Person } from "../state/people.ts";
import type { World } from "../state/world.ts";
import { pick } from "./match.ts";
import { settle } from "./wait.ts";

export type ChannelHandle = {
  channel: Channel;
  /** With another company, by Slack Connect. */
  share: () => void;
  unshare: () => void;
  archive: () => void;
  unarchive: () => void;
  removeApp: () => void;
  addApp: () => void;
  /** People by name, of other companies too. */
  add: (called: string) => void;
  remove: (called: string) => void;
};

/** What the people who run a workspace can do to it. The app hears what Slack would tell it. */
export type WorkspaceHandle = {
  /** By name, or the only one that begins with it or has it. */
  channel: (called: string) => ChannelHandle;
  deactivate: (called: string) => Promise<void>;
  reactivate: (called: string) => Promise<void>;
  /** Makes somebody a guest, gives another email, and so on. */
  change: (called: string, change: Partial<Omit<Person, "id">>) => Promise<void>;
  uninstall: () => Promise<void>;
  reinstall: () => void;
  revokeTokens: () => Promise<void>;
};

export function workspaceHandle(world: World): WorkspaceHandle {
  const change = async (called: string, changed: Partial<Person>) => {
    await changePerson(world, idOf(world, called), changed);
    await settle(world);
  };
  return {
    channel: (called) => channelHandle(world, channelCalled(world, called)),
    deactivate: (called) => change(called, { deleted: true }),
    reactivate: (called) => change(called, { deleted: false }),
    change,
    uninstall: async () => {
      await uninstallApp(world);
      await settle(world);
    },
    reinstall: () => reinstallApp(world),
    revokeTokens: async () => {
      await revokeTokens(world);
      await settle(world);
    },
  };
}

function channelHandle(world: World, channel: Channel): ChannelHandle {
  const { members } = channel;
  const changed = (change: () => void) => {
    change();
    touch(world);
  };
  const set = (change: Partial<Channel>) => () => changed(() => Object.assign(channel, change));
  return {
    channel,
    share: set({ isExtShared: true }),
    unshare: set({ isExtShared: false }),
    archive: set({ isArchived: true }),
    unarchive: set({ isArchived: false }),
    removeApp: () => changed(() => members.delete(world.app.botUserId)),
    addApp: () => changed(() => members.add(world.app.botUserId)),
    add: (called) => changed(() => members.add(idOf(world, called))),
    remove: (called) => changed(() => members.delete(idOf(world, called))),
  };
}

function channelCalled(world: World, called: string): Channel {
  const byId = world.channels.get(called);
  if (byId) return byId;
  const named = [...world.channels.values()].filter((channel) => channel.kind !== "im");
  return pick(named, called.replace(/^#/, ""), { textOf: (channel) => channel.name, kind: "channel" });
}

function idOf(world: World, called: string): string {
  const person = findPerson(world, called);
  if (person) return person.id;
  const names = [...world.people.values()].map((one) => one.realName);
  throw new Error(`nobody called ${called}; there are ${names.join(", ")}`);
}
