import type { Channel } from "../state/channels.ts";
import { type Message, messagesSeenBy } from "../state/messages.ts";
import { getPerson } from "../state/people.ts";
import { topView } from "../state/views.ts";
import type { World } from "../state/world.ts";
import { ChannelName } from "./channel-name.tsx";
import { Composer, canWrite } from "./composer.tsx";
import { Home } from "./home.tsx";
import { MessageView } from "./message.tsx";
import { ModalView } from "./modal.tsx";
import { addressOf, type Offers, type Place } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";

type Props = { world: World; place: Place; offers: Offers; dialog: unknown; isStale: boolean };

/** The whole page: one person's workspace. */
export function Screen({ world, place, offers, dialog, isStale }: Props) {
  const channel = world.channels.get(place.channelId);
  const view = getPerson(world, place.userId).deleted ? undefined : topView(world, place.userId);
  const title = channel ? channelTitle(world, channel) : `${world.app.name} Home`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${world.team.name}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
        <script src="/page.js" defer />
      </head>
      <body>
        <div class="shell" inert={view !== undefined || dialog !== null}>
          <Sidebar world={world} place={place} />
          <main>
            <header>
              <h2>
                {channel && channel.kind !== "im" ? <ChannelName channel={channel} /> : title}
                {channel?.isExtShared && <span class="tag">Shared with another company</span>}
                {channel?.isArchived && <span class="tag">Archived</span>}
              </h2>
              <a href={addressOf(place)}>Refresh</a>
            </header>
            {isStale && (
              <p class="stale" role="alert">
                This was redrawn while you looked at it, and nothing was sent. Here it is as it is now.
              </p>
            )}
            <Content world={world} place={place} offers={offers} />
            {canWrite(world, place) && <Composer world={world} place={place} title={title} />}
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

function Content({ world, place, offers }: PartProps) {
  const { realName, deleted } = getPerson(world, place.userId);
  if (deleted) return <p class="history empty">{`The account of ${realName} is deactivated.`}</p>;
  if (!world.channels.has(place.channelId)) return <Home world={world} place={place} offers={offers} />;
  return <History world={world} place={place} offers={offers} />;
}

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
