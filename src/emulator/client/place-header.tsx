/** @jsxImportSource hono/jsx/dom */
import { type ChannelSeen, homeChannel, type Snapshot } from "../page/seen.ts";
import { addressOf, inspectorAddress, inspectorTab } from "./address.ts";
import { Icon } from "./icons.tsx";
import { ChannelIcon } from "./sidebar.tsx";
import type { Workspace } from "./workspace.ts";

type Props = { workspace: Workspace; seen: Snapshot; channel: ChannelSeen | undefined; openNav: () => void };

/** Where one is; for the app its tabs, and on a phone the way to everything else. */
export function PlaceHeader({ workspace, seen, channel, openNav }: Props) {
  const isNews = seen.channels.some((one) => one.isUnread);
  return (
    <header class="place-header">
      <button
        type="button"
        class="icon-button nav-button"
        aria-label={isNews ? "Channels and people; there are unread messages" : "Channels and people"}
        onClick={openNav}
      >
        <Icon name="menu" />
        {isNews && <span class="dot" />}
      </button>
      <h1>
        {channel && <ChannelIcon channel={channel} />}
        <span class="place-name">{channel && channel.kind !== "im" ? channel.name : seen.app.name}</span>
      </h1>
      {channel?.isExtShared && <span class="tag">Shared with another company</span>}
      {channel?.isArchived && <span class="tag">Archived</span>}
      {(!channel || channel.kind === "im") && <AppTabs workspace={workspace} seen={seen} />}
      {seen.faultsOn > 0 && (
        <a class="faults-badge" href={inspectorAddress(seen.place)} target={inspectorTab}>
          {seen.faultsOn === 1 ? "1 fault on" : `${seen.faultsOn} faults on`}
        </a>
      )}
    </header>
  );
}

function AppTabs({ workspace, seen }: { workspace: Workspace; seen: Snapshot }) {
  const tabs = [
    ...(seen.app.hasHome ? [{ name: "Home", channelId: homeChannel }] : []),
    { name: "Messages", channelId: seen.app.dmId },
  ];
  return (
    <nav class="app-tabs" aria-label={seen.app.name}>
      {tabs.map(({ name, channelId }) => {
        const place = { ...seen.place, channelId, threadTs: undefined };
        return (
          <a
            key={channelId}
            href={addressOf(place)}
            aria-current={seen.place.channelId === channelId ? "page" : undefined}
            onClick={(event: MouseEvent) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              workspace.go(place);
            }}
          >
            {name}
          </a>
        );
      })}
    </nav>
  );
}
