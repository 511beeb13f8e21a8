import { runCommand } from "../acts/command.ts";
import { runShortcut } from "../acts/shortcut.ts";
import { openHome } from "../delivery/events.ts";
import { channelsOf } from "../state/channels.ts";
import { messagesSeenBy } from "../state/messages.ts";
import type { Person } from "../state/people.ts";
import { topView } from "../state/views.ts";
import type { World } from "../state/world.ts";
import { type HomeHandle, homeHandle } from "./home.ts";
import { callbackIdOf, matches } from "./match.ts";
import { type MessageHandle, messageHandle } from "./message.ts";
import { type ModalHandle, modalHandle } from "./modal.ts";
import { type InThread, placeOf, type Where, writeMessage } from "./places.ts";
import { settle, until } from "./wait.ts";

type Pattern = string | RegExp;

export type PersonHandle = {
  id: string;
  name: string;
  /** Types a command, in #general unless told otherwise (`{ channel: "dm" }` is the DM with the app). */
  command: (command: string, text?: string, where?: Where) => Promise<void>;
  /** Writes a message; with `thread` a reply, in the thread's own channel unless told otherwise. */
  say: (text: string, where?: Where & InThread) => MessageHandle;
  /** The modal on top; throws with what is visible when none is open. */
  readonly modal: ModalHandle;
  readonly hasModal: boolean;
  expectModal: (title: Pattern) => Promise<ModalHandle>;
  expectNoModal: () => Promise<void>;
  /** Messages of the DM with the app, oldest first. */
  dm: () => MessageHandle[];
  /** What only this person sees, anywhere, oldest first. */
  ephemerals: () => MessageHandle[];
  messages: (where?: Where) => MessageHandle[];
  /** The newest visible message that says this. */
  message: (pattern: Pattern, where?: Where) => MessageHandle;
  expectMessage: (pattern: Pattern, where?: Where) => Promise<MessageHandle>;
  expectDm: (pattern: Pattern) => Promise<MessageHandle>;
  /** An ephemeral message that came since this person's last command, click or submission. */
  expectEphemeral: (pattern: Pattern) => Promise<MessageHandle>;
  /** Opens the app's Home tab. */
  openHome: () => Promise<HomeHandle>;
  /** A global shortcut of the app, by callback_id or name. */
  shortcut: (called: string) => Promise<void>;
};

/** A person of the workspace, who acts and looks as people do. */
export function personHandle(world: World, person: Person): PersonHandle {
  const userId = person.id;
  let actedAt = world.lastTs;
  const onAct = () => {
    actedAt = world.lastTs;
  };
  return {
    id: userId,
    name: person.realName,
    ...messagesOf(world, { person, onAct, actedAt: () => actedAt }),
    ...modalsOf(world, { person, onAct }),
    get modal() {
      return openModal(world, { person, onAct });
    },
    get hasModal() {
      return topView(world, userId) !== undefined;
    },
    command: async (command, text = "", where = {}) => {
      onAct();
      await runCommand(world, { userId, channelId: placeOf(world, userId, where).id, command, text });
      await settle(world);
    },
    say: (text, where = {}) => {
      const message = writeMessage(world, userId, { text, ...where });
      return messageHandle(world, { message, userId, onAct });
    },
    openHome: async () => {
      await openHome(world, userId);
      await settle(world);
      return homeHandle(world, userId, onAct);
    },
    shortcut: async (called) => {
      onAct();
      await runShortcut(world, userId, callbackIdOf(world.declared.globalShortcuts, called));
      await settle(world);
    },
  };
}

type Someone = { person: Person; onAct: () => void };

function messagesOf(world: World, { person, onAct, actedAt }: Someone & { actedAt: () => number }) {
  const userId = person.id;
  const seen = (where?: Where) =>
    seenMessages(world, userId, where).map((message) => messageHandle(world, { message, userId, onAct }));
  const ephemerals = () => seen().filter((one) => one.isEphemeral);
  const recent = () => ephemerals().filter((one) => lastChange(one) > actedAt());
  const expect = (what: string, list: () => MessageHandle[], pattern: Pattern) =>
    until(() => newest(list(), pattern), {
      what: `${what} for ${person.realName} saying ${pattern}`,
      instead: () => `${show(list())}\n${screen(world, userId)}`,
    });
  return {
    messages: seen,
    dm: () => seen({ channel: "dm" }),
    ephemerals,
    message: (pattern: Pattern, where?: Where) => {
      const found = newest(seen(where), pattern);
      if (found) return found;
      throw new Error(`${person.realName} sees no message saying ${pattern}:\n${show(seen(where))}`);
    },
    expectMessage: (pattern: Pattern, where?: Where) => expect("a message", () => seen(where), pattern),
    expectDm: (pattern: Pattern) => expect("a DM", () => seen({ channel: "dm" }), pattern),
    expectEphemeral: (pattern: Pattern) => expect("an ephemeral message", recent, pattern),
  };
}

function modalsOf(world: World, someone: Someone) {
  const { realName, id } = someone.person;
  const isOpen = () => topView(world, id) !== undefined;
  const instead = () => (isOpen() ? openModal(world, someone).text() : screen(world, id));
  return {
    expectModal: (title: Pattern) => {
      const look = () => {
        const modal = isOpen() ? openModal(world, someone) : undefined;
        return modal && matches(modal.title, title) ? modal : undefined;
      };
      return until(look, { what: `a modal titled ${title} for ${realName}`, instead });
    },
    expectNoModal: async () => {
      await until(() => (isOpen() ? undefined : true), { what: `${realName}'s modal to close`, instead });
    },
  };
}

function openModal(world: World, { person, onAct }: Someone): ModalHandle {
  const view = topView(world, person.id);
  if (!view) throw new Error(`${person.realName} has no modal open.\n${screen(world, person.id)}`);
  return modalHandle(world, view, onAct);
}

const newest = (list: MessageHandle[], pattern: Pattern) =>
  list.findLast((one) => matches(one.text(), pattern) || matches(one.fallback, pattern));

const show = (list: MessageHandle[]) =>
  list
    .slice(-10)
    .map((one) => `- ${one.text().replaceAll("\n", "\n  ")}`)
    .join("\n") || "(nothing)";

const tsNumber = (ts: string) => Number(ts.replace(".", ""));
const lastChange = ({ message }: MessageHandle) => tsNumber(message.edited?.ts ?? message.ts);

function seenMessages(world: World, userId: string, where?: Where) {
  const channels = where?.channel ? [placeOf(world, userId, where)] : channelsOf(world, userId);
  return channels
    .flatMap((channel) => messagesSeenBy(world, userId, channel.id))
    .sort((a, b) => tsNumber(a.ts) - tsNumber(b.ts));
}

/** The last things on a person's screen and on the wire, for messages of failed expectations. */
function screen(world: World, userId: string): string {
  const texts = seenMessages(world, userId)
    .slice(-5)
    .map((message) => `- ${message.text}`);
  const calls = world.log.slice(-6).map((entry) => {
    const answer = entry.answer ? `${entry.answer.status} ${entry.answer.body.slice(0, 160)}` : "no answer";
    return `  ${entry.from === "app" ? "<" : ">"} ${entry.kind}: ${answer}${entry.problem ? ` (${entry.problem.slice(0, 300)})` : ""}`;
  });
  return [`Last messages:`, ...texts, "Last requests:", ...calls].join("\n");
}
