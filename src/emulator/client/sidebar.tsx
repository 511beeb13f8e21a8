/** @jsxImportSource hono/jsx/dom */
import { useEffect, useRef } from "hono/jsx/dom";
import { type ChannelSeen, homeChannel, type PersonSeen, type Snapshot } from "../page/seen.ts";
import { addressOf, inspectorAddress, inspectorTab } from "./address.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import type { PageState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

type Props = { workspace: Workspace; state: PageState; seen: Snapshot; isOpen: boolean; close: () => void };

/** Where one can go, and as whom. On a phone it lies over the page until something is chosen. */
export function Sidebar({ workspace, state, seen, isOpen, close }: Props) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) nav.current?.querySelector("a")?.focus();
  }, [isOpen]);
  const { place } = state;
  const isApp = place.channelId === homeChannel || place.channelId === seen.app.dmId;
  const dm = seen.channels.find(({ id }) => id === seen.app.dmId);
  const to = (channelId: string) => ({ ...place, channelId, threadTs: undefined });
  return (
    <>
      <nav
        ref={nav}
        class={`sidebar${isOpen ? " is-open" : ""}`}
        aria-label="Workspace"
        onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && close()}
      >
        <SettingsMenu workspace={workspace} seen={seen} />
        <div class="sidebar-lists">
          <h2>Channels</h2>
          <ul>
            {seen.channels
              .filter(({ kind }) => kind !== "im")
              .map((channel) => (
                <li key={channel.id}>
                  <Way
                    workspace={workspace}
                    place={to(channel.id)}
                    isCurrent={channel.id === place.channelId}
                    isUnread={channel.isUnread}
                  >
                    <ChannelIcon channel={channel} />
                    <span class="way-name">{channel.name}</span>
                  </Way>
                </li>
              ))}
          </ul>
          <h2>Apps</h2>
          <ul>
            <li>
              <Way
                workspace={workspace}
                place={to(dm?.isUnread || !seen.app.hasHome ? seen.app.dmId : homeChannel)}
                isCurrent={isApp}
                isUnread={dm?.isUnread ?? false}
              >
                <Avatar name={seen.app.name} isApp />
                <span class="way-name">{seen.app.name}</span>
              </Way>
            </li>
          </ul>
        </div>
        <PeopleMenu workspace={workspace} state={state} seen={seen} />
      </nav>
      {isOpen && <div class="sidebar-shade" onClick={close} aria-hidden="true" />}
    </>
  );
}

type WayProps = {
  workspace: Workspace;
  place: PageState["place"];
  isCurrent: boolean;
  isUnread: boolean;
  children?: unknown;
};

function Way({ workspace, place, isCurrent, isUnread, children }: WayProps) {
  return (
    <a
      class={`way${isUnread ? " unread" : ""}`}
      href={addressOf(place)}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event: MouseEvent) => follow(event, () => workspace.go(place))}
    >
      {children}
      {isUnread && (
        <span class="dot">
          <span class="hidden-words">unread</span>
        </span>
      )}
    </a>
  );
}

/** In this tab by the page itself; in another by the browser. */
function follow(event: MouseEvent, go: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go();
}

export function ChannelIcon({ channel }: { channel: Pick<ChannelSeen, "kind"> }) {
  if (channel.kind === "im") return null;
  return (
    <>
      <Icon name={channel.kind === "private" ? "lock" : "hash"} />
      {channel.kind === "private" && <span class="hidden-words">private channel </span>}
    </>
  );
}

const newAppAddress = "/apps/new";
const createApp = {
  key: "apps",
  label: "Create an app",
  href: newAppAddress,
  run: () => void open(newAppAddress, "apps"),
};

function SettingsMenu({ workspace, seen }: { workspace: Workspace; seen: Snapshot }) {
  const href = inspectorAddress(seen.place);
  const items = seen.settings.map(({ verb, label }) => ({
    key: verb,
    label,
    run: () => void workspace.tell({ act: "set", channelId: seen.place.channelId, verb }),
  }));
  return (
    <Menu
      class="team"
      label="Workspace settings"
      hasWords
      button={
        <>
          <span class="team-name">{seen.team}</span>
          <span class="hidden-words">, workspace settings</span>
          <Icon name="chevron" />
        </>
      }
      items={[
        { key: "inspector", label: "Inspector", href, run: () => void open(href, inspectorTab) },
        ...(seen.canCreateApps ? [createApp] : []),
        ...items,
      ]}
      note="What the people who run a workspace do to it."
    />
  );
}

function PeopleMenu({ workspace, state, seen }: { workspace: Workspace; state: PageState; seen: Snapshot }) {
  const items = seen.people.map((person) => {
    const place = { ...state.place, threadTs: undefined, userId: person.id };
    return {
      key: person.id,
      label: person.name,
      content: <PersonLine person={person} isMe={person.id === seen.me.id} />,
      isCurrent: person.id === seen.me.id,
      href: addressOf(place),
      run: () => workspace.go(place),
    };
  });
  const isNews = seen.people.some((person) => person.id !== seen.me.id && person.hasUnread);
  return (
    <Menu
      class="people"
      label="Be somebody else"
      hasWords
      button={
        <>
          <Avatar name={seen.me.name} />
          <span class="me">
            <small>You are</small> <span class="me-name">{seen.me.name}</span>
          </span>
          {isNews && (
            <span class="dot">
              <span class="hidden-words">; others have unread messages</span>
            </span>
          )}
          <span class="hidden-words">. Be somebody else</span>
          <Icon name="chevron" />
        </>
      }
      items={items}
      note="Open a name in a new tab, and you are two people at once."
    />
  );
}

function PersonLine({ person, isMe }: { person: PersonSeen; isMe: boolean }) {
  return (
    <>
      <Avatar name={person.name} />
      <span class="way-name">{person.name}</span>
      {isMe && <span class="tag">you</span>}
      {person.standings.map((standing) => (
        <span class="tag" key={standing}>
          {standing}
        </span>
      ))}
      {!isMe && person.hasUnread && (
        <span class="dot">
          <span class="hidden-words">has unread messages</span>
        </span>
      )}
    </>
  );
}
