import { getPerson } from "../state/people.ts";
import type { World } from "../state/world.ts";
import { isInstalled } from "../state/world.ts";
import type { Place } from "./place.ts";

type Props = { world: World; place: Place; title: string };

/** Where a person types a message or a command. */
export function Composer({ world, place, title }: Props) {
  const commands = isInstalled(world) ? (world.declared.commands ?? []) : [];
  return (
    <div class="composer">
      <form method="post" action="/say">
        <PlaceFields place={place} />
        <input
          name="text"
          aria-label={`Message ${title}`}
          placeholder="Type / for a command"
          list="commands"
          autocomplete="off"
          required
        />
        <datalist id="commands">
          {commands.map((one) => (
            <option value={one.command}>{`${one.usageHint} ${one.description}`.trim()}</option>
          ))}
        </datalist>
        <button type="submit" class="primary">
          Send
        </button>
      </form>
      {commands.length > 0 && (
        <details>
          <summary>Commands</summary>
          <ul>
            {commands.map((one) => (
              <li>
                <code>{`${one.command} ${one.usageHint}`.trim()}</code> {one.description}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The way into a message's thread; there are no commands in it. */
export function ReplyForm({ place, ts }: { place: Place; ts: string }) {
  return (
    <details class="tools">
      <summary>Reply in thread</summary>
      <form class="reply-form" method="post" action="/say">
        <PlaceFields place={place} />
        <input type="hidden" name="thread" value={ts} />
        <input name="text" aria-label="Reply" autocomplete="off" required />
        <button type="submit">Reply</button>
      </form>
    </details>
  );
}

function PlaceFields({ place }: { place: Place }) {
  return (
    <>
      <input type="hidden" name="as" value={place.userId} />
      <input type="hidden" name="channel" value={place.channelId} />
    </>
  );
}

/** Nobody writes in an archived channel, nor anywhere once they are deactivated. */
export function canWrite(world: World, place: Place): boolean {
  const channel = world.channels.get(place.channelId);
  return channel !== undefined && !channel.isArchived && !getPerson(world, place.userId).deleted;
}
