import { refuseInThread, runCommand } from "../acts/command.ts";
import { writeMessage } from "../person/places.ts";
import { lookAt } from "../state/unread.ts";
import type { World } from "../state/world.ts";
import { withMentions } from "../text/mentions.ts";

type Typed = { userId: string; channelId: string; threadTs?: string | undefined; text: string };

/** What stood in the composer: a command, or a message, in the channel or in a thread of it. */
export async function say(world: World, { userId, channelId, threadTs, text }: Typed): Promise<void> {
  const words = text.trim();
  if (words === "") return;
  const [, command, rest = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  if (command === undefined) {
    const inThread = threadTs ? { thread: threadTs } : {};
    const mentioning = withMentions(words, mentionable(world));
    const { ts } = writeMessage(world, userId, { text: mentioning, channel: channelId, ...inThread });
    lookAt(world, { userId, channelId, ts });
  } else if (threadTs) refuseInThread(world, { userId, channelId, command, threadTs });
  else await runCommand(world, { userId, channelId, command, text: argumentsOf(world, command, rest) });
}

/** Slack hands on what was typed after a command as it is, unless the manifest says `should_escape`. */
function argumentsOf(world: World, command: string, text: string): string {
  const known = world.declared.commands?.find((one) => one.command === command);
  return known?.shouldEscape ? withMentions(text, mentionable(world), { withHandle: true }) : text;
}

const mentionable = (world: World) => [
  { id: world.app.botUserId, name: world.app.name, handle: "" },
  ...[...world.people.values()].map(({ id, realName, name }) => ({ id, name: realName, handle: name })),
];
