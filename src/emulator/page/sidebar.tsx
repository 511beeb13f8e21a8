import { hasHome } from "../delivery/events.ts";
import { channelsOf } from "../state/channels.ts";
import type { Person } from "../state/people.ts";
import { isInstalled, type World } from "../state/world.ts";
import { ChannelName } from "./channel-name.tsx";
import { addressOf, homeChannel, type Place } from "./place.ts";
import { Settings } from "./settings.tsx";

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
        {hasHome(world) && (
          <li>
            <a
              href={addressOf({ ...place, channelId: homeChannel })}
              aria-current={current(place.channelId === homeChannel)}
            >
              {world.app.name} Home
            </a>
          </li>
        )}
      </ul>
      <Shortcuts world={world} place={place} />
      <People world={world} place={place} />
      <Settings world={world} place={place} />
    </nav>
  );
}

function People({ world, place }: { world: World; place: Place }) {
  return (
    <>
      <h2>You are</h2>
      <ul>
        {[...world.people.values()]
          .filter((person) => !person.isBot)
          .map((person) => (
            <li>
              <a
                href={`/?as=${encodeURIComponent(person.id)}`}
                aria-current={person.id === place.userId ? "page" : undefined}
              >
                {person.realName}
                {standingsOf(world, person).map((standing) => (
                  <span class="tag">{standing}</span>
                ))}
              </a>
            </li>
          ))}
      </ul>
    </>
  );
}

/** What tells a person from a full member. */
function standingsOf(world: World, person: Person): string[] {
  const isExternal = person.isStranger || person.teamId !== world.team.id;
  const isGuest = person.isRestricted || person.isUltraRestricted;
  return [
    ...(person.deleted ? ["Deactivated"] : []),
    ...(isExternal ? ["Other company"] : []),
    ...(isGuest ? ["Guest"] : []),
  ];
}

function Shortcuts({ world, place }: { world: World; place: Place }) {
  const shortcuts = world.declared.globalShortcuts ?? [];
  if (shortcuts.length === 0 || !isInstalled(world)) return null;
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
