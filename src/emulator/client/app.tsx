/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useMemo, useState } from "hono/jsx/dom";
import { homeChannel, type Snapshot } from "../page/seen.ts";
import { ConfirmDialog } from "./confirm.tsx";
import { Conversation } from "./conversation.tsx";
import { Home } from "./home.tsx";
import { Modal } from "./modal.tsx";
import type { Parts } from "./parts.ts";
import { readerOf } from "./reader.ts";
import { Sidebar } from "./sidebar.tsx";
import type { PageState } from "./state.ts";
import type { Around } from "./surface.ts";
import { ThreadPane } from "./thread.tsx";
import { useFocusBack } from "./use-focus-back.ts";
import type { Workspace } from "./workspace.ts";

/** The whole page of one person's workspace. */
export function App({ workspace }: { workspace: Workspace }) {
  const state = useStore(workspace);
  const { seen } = state;
  const around = useAround(state);
  useFocusBack(isCovered(state));
  useLayoutEffect(() => {
    if (seen) document.title = titleOf(seen);
  }, [seen]);
  if (!seen || !around) {
    return (
      <p class="connecting" role="status">
        {state.isConnected ? "Opening the workspace…" : "Connecting…"}
      </p>
    );
  }
  const view = seen.modals.at(-1);
  return (
    <div class="page">
      <Shell workspace={workspace} state={state} seen={seen} around={around} />
      <div inert={state.asking !== undefined}>
        {view && (
          <Modal
            key={view.id}
            workspace={workspace}
            state={state}
            view={view}
            depth={seen.modals.length}
            around={around}
          />
        )}
      </div>
      {state.asking && <ConfirmDialog asking={state.asking} reader={around.reader} />}
      <Notices workspace={workspace} state={state} />
    </div>
  );
}

const isCovered = ({ seen, asking }: PageState) => (seen?.modals.length ?? 0) > 0 || asking !== undefined;

/** Everything that stands still while a dialog is open: the ways, the place, the thread. */
function Shell(parts: Parts) {
  const { workspace, state, seen } = parts;
  const { place, thread, me } = seen;
  const [isNavOpen, setNavOpen] = useState(false);
  useLayoutEffect(() => setNavOpen(false), [state.place.channelId, state.place.userId]);
  const openNav = () => setNavOpen(true);
  const isInThread = thread.length > 0;
  return (
    <div class={`shell${isInThread ? " with-thread" : ""}`} inert={isCovered(state)}>
      <Sidebar
        workspace={workspace}
        state={state}
        seen={seen}
        isOpen={isNavOpen}
        close={() => setNavOpen(false)}
      />
      {place.channelId === homeChannel ? (
        <Home key="home" {...parts} openNav={openNav} />
      ) : (
        <Conversation key={`${me.id} ${place.channelId}`} {...parts} openNav={openNav} />
      )}
      {isInThread && <ThreadPane key={place.threadTs} {...parts} />}
    </div>
  );
}

function useStore({ store }: Workspace): PageState {
  const [state, setState] = useState(store.get());
  useLayoutEffect(() => store.subscribe(() => setState(store.get())), []);
  return state;
}

const minuteMs = 60_000;

/** Names and clock, made anew only when one of them changed: each time every message would be drawn again. */
function useAround({ seen, now }: PageState): Around | undefined {
  const minute = Math.floor(now.getTime() / minuteMs);
  const people = seen?.people;
  const channels = JSON.stringify(
    [seen?.channels, seen?.pickable].map((list) => list?.map((one) => [one.id, one.name, one.isExtShared])),
  );
  return useMemo(
    () =>
      seen && {
        people: seen.people,
        channels: seen.channels,
        pickable: seen.pickable,
        reader: readerOf(seen, now),
      },
    [people, channels, minute, seen?.me.timeZone],
  );
}

function titleOf({ place, channels, app, team }: Snapshot): string {
  const channel = channels.find((one) => one.id === place.channelId);
  const isNews = channels.some((one) => one.isUnread);
  const name = channel ? (channel.kind === "im" ? channel.name : `#${channel.name}`) : `${app.name} Home`;
  return `${isNews ? "• " : ""}${name} · ${team}`;
}

function Notices({ workspace, state }: { workspace: Workspace; state: PageState }) {
  return (
    <div class="notices" role="status">
      {!state.isConnected && <p class="notice">Connecting… what you see may be old.</p>}
      {state.notice && (
        <p class="notice">
          <span>{state.notice}</span>
          <button type="button" class="button" onClick={workspace.dismissNotice}>
            OK
          </button>
        </p>
      )}
    </div>
  );
}
