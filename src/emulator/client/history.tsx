/** @jsxImportSource hono/jsx/dom */
import { useEffect, useRef, useState } from "hono/jsx/dom";
import type { MessageSeen } from "../page/seen.ts";
import { formIn } from "./forms.ts";
import { MessageRow } from "./message.tsx";
import type { Parts } from "./parts.ts";
import { dayOf } from "./reader.ts";
import { useScroll } from "./use-scroll.ts";

/** The messages of a channel, the newest at the bottom. Arrow keys walk through them. */
export function History({ workspace, state, seen, around }: Parts) {
  const { messages, hasEarlier } = seen;
  const log = useRef<HTMLDivElement>(null);
  const [lookedTs] = useState(seen.lookedTs);
  const scroll = useScroll(log, messages, seen.me.id);
  useEffect(() => showNamed(log.current), []);
  const canReply = !seen.channels.find(({ id }) => id === seen.place.channelId)?.isArchived;
  return (
    <div class="history-frame">
      <div
        ref={log}
        class="history"
        role="log"
        aria-label="Messages"
        tabindex={0}
        onScroll={scroll.onScroll}
        onKeyDown={(event: KeyboardEvent) => walk(event, log.current)}
      >
        <div class="history-list">
          {hasEarlier && (
            <button
              key="earlier"
              type="button"
              class="button earlier"
              onClick={() => scroll.keepWhile(workspace.showEarlier)}
            >
              Show earlier messages
            </button>
          )}
          {messages.length === 0 && (
            <p key="empty" class="empty">
              Nothing here yet. Type / for a command.
            </p>
          )}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            return (
              <div key={message.ts} class="entry">
                {divider(message, before, { lookedTs, around, meId: seen.me.id })}
                <MessageRow
                  workspace={workspace}
                  around={around}
                  message={message}
                  form={formIn(state.forms, message.ts)}
                  shortcuts={seen.messageShortcuts}
                  isCompact={before !== undefined && isContinued(message, before)}
                  canReply={canReply}
                  isInThread={false}
                />
              </div>
            );
          })}
        </div>
      </div>
      {scroll.hasNews && (
        <button type="button" class="button to-newest" onClick={scroll.toEnd}>
          New messages ↓
        </button>
      )}
    </div>
  );
}

type Reading = { lookedTs: string; around: Parts["around"]; meId: string };

/** A line before the first message of a day, and before the first that was new when the person came. */
function divider(message: MessageSeen, before: MessageSeen | undefined, { lookedTs, around, meId }: Reading) {
  const day = dayOf(message.ts, around.reader);
  const isNewDay = !before || dayOf(before.ts, around.reader) !== day;
  const isMine = message.isEphemeral || message.author.id === meId;
  const isFirstNew = before !== undefined && before.ts <= lookedTs && message.ts > lookedTs && !isMine;
  if (!isNewDay && !isFirstNew) return null;
  return (
    <div class={`divider${isFirstNew ? " is-new" : ""}`}>
      {isNewDay && <span class="day">{day}</span>}
      {isFirstNew && <span class="new">New</span>}
    </div>
  );
}

const closeMs = 5 * 60_000;

/** Slack leaves out name and face where the same person goes on within a few minutes. */
export function isContinued(message: MessageSeen, before: MessageSeen): boolean {
  const isSame = message.author.id === before.author.id && message.isEphemeral === before.isEphemeral;
  return isSame && !message.isEphemeral && Number(message.ts) - Number(before.ts) < closeMs / 1000;
}

/** Up and down from message to message; the tools of the one in focus come with it. */
export function walk(event: KeyboardEvent, log: HTMLElement | null): void {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const rows = [...(log?.querySelectorAll<HTMLElement>("article") ?? [])];
  const { target } = event;
  if (!(target instanceof HTMLElement) || !(target === log || target.matches("article"))) return;
  const at = rows.indexOf(target);
  const next = event.key === "ArrowUp" ? (at < 0 ? rows.at(-1) : rows[at - 1]) : rows[at + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** A permalink names a message. */
function showNamed(log: HTMLElement | null): void {
  if (!location.hash.startsWith("#m")) return;
  const row = log?.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  row?.scrollIntoView({ block: "center" });
  row?.classList.add("is-named");
}
