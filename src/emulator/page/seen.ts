import type { Block } from "../block-kit/blocks.ts";
import type { TextObject } from "../block-kit/texts.ts";

// What the server tells the page of a person's workspace. Both sides import it: nothing of Node may be in it.

/** What the address says; `threadTs` is the root whose thread is open. */
export type Place = { userId: string; channelId: string; threadTs: string | undefined };

/** `channelId` of the app's Home tab, which is no conversation. */
export const homeChannel = "home";

export type PersonSeen = {
  id: string;
  name: string;
  handle: string;
  isDeleted: boolean;
  /** What tells them from a full member: "Guest", "Other company", "Deactivated". */
  standings: string[];
  /** Somebody has written to them since they last looked. */
  hasUnread: boolean;
};

export type ChannelSeen = {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  isExtShared: boolean;
  isArchived: boolean;
  isUnread: boolean;
};

/** What an element holds, and the words of the options among it. */
export type Held = { raw: string[]; texts: Record<string, string> };

/** By `refKey` of block and action; what holds nothing is not listed. */
export type HeldBy = Record<string, Held>;

export const refKey = (blockId: string, actionId: string): string => JSON.stringify([blockId, actionId]);

export type AuthorSeen = { id: string; name: string; isApp: boolean };

export type MessageSeen = {
  ts: string;
  channelId: string;
  author: AuthorSeen;
  text: string;
  blocks: Block[];
  isEphemeral: boolean;
  isEdited: boolean;
  threadTs: string | undefined;
  /** Of a root that has replies. */
  thread: { count: number; lastTs: string; people: AuthorSeen[] } | undefined;
  held: HeldBy;
  trouble: string | undefined;
};

export type ViewSeen = {
  id: string;
  hash: string;
  title: TextObject | undefined;
  submit: TextObject | undefined;
  close: TextObject | undefined;
  blocks: Block[];
  held: HeldBy;
  errors: Record<string, string>;
  trouble: string | undefined;
};

export type CommandSeen = { command: string; description: string; usageHint: string };
export type ShortcutSeen = { name: string; callbackId: string };
export type SettingSeen = { verb: string; label: string };

export type Snapshot = {
  /** Where the person really is: what the address asked for may be gone. */
  place: Place;
  team: string;
  app: { userId: string; name: string; isInstalled: boolean; hasHome: boolean; dmId: string };
  me: PersonSeen & { timeZone: string };
  people: PersonSeen[];
  channels: ChannelSeen[];
  /** What conversation menus may list. */
  pickable: ChannelSeen[];
  commands: CommandSeen[];
  globalShortcuts: ShortcutSeen[];
  messageShortcuts: ShortcutSeen[];
  /** Whether there is a page at which one creates an app in this one's place. */
  canCreateApps: boolean;
  settings: SettingSeen[];
  /** How many faults are switched on in the inspector. */
  faultsOn: number;
  /** The last of the open channel, oldest first, without replies. */
  messages: MessageSeen[];
  hasEarlier: boolean;
  /** The last message of the open channel that the person has looked at. */
  lookedTs: string;
  /** Root first; empty while no thread is open. */
  thread: MessageSeen[];
  home: ViewSeen | undefined;
  /** The top one last. */
  modals: ViewSeen[];
};

/**
 * One event of the stream; without a snapshot where nothing changed that this person sees. `changes` counts all that
 * there were in the workspace: a page has seen what became of an act when its stream has come as far as the answer.
 */
export type LiveEvent = { now: string; changes: number; snapshot?: Snapshot | undefined };

export type OfferedSeen = {
  label?: string | undefined;
  options: { value: string; text: string; hint?: string | undefined }[];
};

/** `gone`: the app redrew or removed what was acted on since it was shown, and nothing was sent. */
export type Done =
  | { ok: true; changes: number; groups?: OfferedSeen[] }
  | { ok: false; reason: "gone" | "forbidden" | "not-understood" };
