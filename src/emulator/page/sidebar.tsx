import { channelsOf } from "../state/channels.ts";
import type { World } from "../state/world.ts";
import { ChannelName } from "./channel-name.tsx";
import { addressOf, homeChannel, type Place } from "./place.ts";

/** Where one can go, and as whom. */
export function Sidebar({ world, place }: { world: World; place: Place }) {
  const channels = channelsOf(world, place.userId);
  const current = (isCurrent: boolean) => (isCurrent ? "page" : undefined);
  return (
    <nav aria-label="Workspace">
      <h1>{world.team.name}</h1>
      <h2>Channels</h2>
      <ul>
        {channels
          .filter((channel) => channel.kind !== "im")
          .map((channel) => (
            <li>
              <a
                href={addressOf({ ...place, channelId: channel.id })}
                aria-current={current(channel.id === place.channelId)}
              >
                <ChannelName channel={channel} />
              </a>
            </li>
          ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        {channels
          .filter((channel) => channel.kind === "im")
          .map((channel) => (
            <li>
              <a
                href={addressOf({ ...place, channelId: channel.id })}
                aria-current={current(channel.id === place.channelId)}
              >
                {world.app.name}
              </a>
            </li>
          ))}
        <li>
          <a
            href={addressOf({ ...place, channelId: homeChannel })}
            aria-current={current(place.channelId === homeChannel)}
          >
            {world.app.name} Home
          </a>
        </li>
      </ul>
      <Shortcuts world={world} place={place} />
      <h2>You are</h2>
      <ul>
        {[...world.people.values()]
          .filter((person) => !person.isBot && !person.deleted)
          .map((person) => (
            <li>
              <a
                href={`/?as=${encodeURIComponent(person.id)}`}
                aria-current={current(person.id === place.userId)}
              >
                {person.realName}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Shortcuts({ world, place }: { world: World; place: Place }) {
  const shortcuts = world.declared.globalShortcuts ?? [];
  if (shortcuts.length === 0) return null;
  return (
    <form method="post" action="/shortcut">
      <h2>Shortcuts</h2>
      <input type="hidden" name="as" value={place.userId} />
      <input type="hidden" name="channel" value={place.channelId} />
      {shortcuts.map((shortcut) => (
        <button type="submit" name="callback" value={shortcut.callbackId}>
          {shortcut.name}
        </button>
      ))}
    </form>
  );
}
