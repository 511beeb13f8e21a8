import { refuseInThread, runCommand } from "../acts/command.ts";
import { writeMessage } from "../person/places.ts";
import type { World } from "../state/world.ts";
import { canWrite } from "./composer.tsx";
import type { Place } from "./place.ts";

/** What stands in the composer: a command, or a message, in the channel or in a thread of it. */
export async function say(
  world: World,
  place: Place,
  { text, thread }: { text: string; thread: string | null },
): Promise<void> {
  const { userId, channelId } = place;
  const words = text.trim();
  const [, command, rest = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(words) ?? [];
  const inThread = thread ? { thread } : {};
  if (!canWrite(world, place) || words === "") return;
  if (command && thread) refuseInThread(world, { userId, channelId, command, threadTs: thread });
  else if (command) await runCommand(world, { userId, channelId, command, text: rest });
  else writeMessage(world, userId, { text: words, channel: channelId, ...inThread });
}
