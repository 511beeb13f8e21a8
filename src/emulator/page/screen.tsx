import type { Channel } from "../state/channels.ts";
import { type Message, messagesSeenBy } from "../state/messages.ts";
import { topView } from "../state/views.ts";
import type { World } from "../state/world.ts";
import { Blocks } from "./blocks.tsx";
import { ChannelName } from "./channel-name.tsx";
import { drawingOf, hiddenFields } from "./drawing.ts";
import { MessageView } from "./message.tsx";
import { ModalView } from "./modal.tsx";
import { addressOf, homeChannel, type Offers, type Place } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";

type Props = { world: World; place: Place; offers: Offers; dialog: unknown };

/** The whole page: one person's workspace. */
export function Screen({ world, place, offers, dialog }: Props) {
  const channel = world.channels.get(place.channelId);
  const view = topView(world, place.userId);
  const title = channel ? channelTitle(world, channel) : `${world.app.name} Home`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${world.team.name}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <div class="shell" inert={view !== undefined || dialog !== null}>
          <Sidebar world={world} place={place} />
          <main>
            <header>
              <h2>{channel && channel.kind !== "im" ? <ChannelName channel={channel} /> : title}</h2>
              <a href={addressOf(place)}>Refresh</a>
            </header>
            {channel ? (
              <History world={world} place={place} offers={offers} />
            ) : (
              <Home world={world} place={place} offers={offers} />
            )}
            {channel && <Composer world={world} place={place} title={title} />}
          </main>
        </div>
        {dialog === null && view ? (
          <ModalView world={world} place={place} view={view} offers={offers} />
        ) : null}
        {dialog}
      </body>
    </html>
  );
}

function channelTitle(world: World, channel: Channel): string {
  if (channel.kind === "im") return world.app.name;
  return `#${channel.name}`;
}

type PartProps = { world: World; place: Place; offers: Offers };

function History({ world, place, offers }: PartProps) {
  const messages = inThreads(messagesSeenBy(world, place.userId, place.channelId));
  return (
    <section class="history" aria-label="Messages">
      {messages.length === 0 && <p class="empty">Nothing here yet. Type a command below.</p>}
      {messages.map((message) => (
        <MessageView world={world} place={place} message={message} offers={offers} />
      ))}
      <span id="latest" />
    </section>
  );
}

/** Replies below the message they answer. */
function inThreads(messages: Message[]): Message[] {
  const known = new Set(messages.map((message) => message.ts));
  const isReply = (message: Message) => message.threadTs !== undefined && known.has(message.threadTs);
  return messages
    .filter((message) => !isReply(message))
    .flatMap((root) => [root, ...messages.filter((other) => isReply(other) && other.threadTs === root.ts)]);
}

function Home({ world, place, offers }: PartProps) {
  const view = world.homes.get(place.userId);
  if (!view) return <p class="history empty">The app has not published a Home for you.</p>;
  return (
    <form class="history" method="post" action="/act">
      {hiddenFields({ ...place, channelId: homeChannel }, { view }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Blocks
        blocks={view.description.blocks}
        drawing={drawingOf(world, place, { surface: { view }, offers })}
      />
    </form>
  );
}

function Composer({ world, place, title }: { world: World; place: Place; title: string }) {
  const commands = world.declared.commands ?? [];
  return (
    <div class="composer">
      <form method="post" action="/say">
        <input type="hidden" name="as" value={place.userId} />
        <input type="hidden" name="channel" value={place.channelId} />
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
