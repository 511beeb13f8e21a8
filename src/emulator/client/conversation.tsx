/** @jsxImportSource hono/jsx/dom */
import { Composer } from "./composer/composer.tsx";
import { History } from "./history.tsx";
import type { Parts } from "./parts.ts";
import { PlaceHeader } from "./place-header.tsx";

/** A channel, or the DM with the app. */
export function Conversation({ openNav, ...parts }: Parts & { openNav: () => void }) {
  const { workspace, seen } = parts;
  const channel = seen.channels.find(({ id }) => id === seen.place.channelId);
  return (
    <main class="conversation">
      <PlaceHeader workspace={workspace} seen={seen} channel={channel} openNav={openNav} />
      {seen.me.isDeleted ? (
        <p class="empty">{`The account of ${seen.me.name} is deactivated.`}</p>
      ) : (
        <History {...parts} />
      )}
      {!seen.me.isDeleted && channel && (
        <Foot {...parts} name={channel.name} kind={channel.kind} isArchived={channel.isArchived} />
      )}
    </main>
  );
}

type FootProps = Parts & { name: string; kind: "public" | "private" | "im"; isArchived: boolean };

function Foot({ name, kind, isArchived, ...parts }: FootProps) {
  const title = kind === "im" ? name : `#${name}`;
  if (isArchived) return <p class="closed">{`${title} is archived. Nobody can write here.`}</p>;
  return <Composer {...parts} label={`Message ${title}`} />;
}
