/** @jsxImportSource hono/jsx/dom */
import { useRef } from "hono/jsx/dom";
import { Composer } from "./composer/composer.tsx";
import { formIn } from "./forms.ts";
import { isContinued, walk } from "./history.tsx";
import { Icon } from "./icons.tsx";
import { MessageRow } from "./message.tsx";
import type { Parts } from "./parts.ts";
import { useScroll } from "./use-scroll.ts";

/** A message and its replies, beside the channel; on a phone instead of it. */
export function ThreadPane(parts: Parts) {
  const { workspace, state, seen, around } = parts;
  const { thread, place } = seen;
  const log = useRef<HTMLDivElement>(null);
  const scroll = useScroll(log, thread, seen.me.id);
  const channel = seen.channels.find(({ id }) => id === place.channelId);
  const where = channel?.kind === "im" ? channel.name : `#${channel?.name ?? ""}`;
  const close = () => workspace.go({ threadTs: undefined });
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && close()}
    >
      <header class="place-header">
        <h2>Thread</h2>
        <span class="soft place-name">{where}</span>
        <button type="button" class="icon-button" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div
        ref={log}
        class="history"
        role="log"
        aria-label="Replies"
        tabindex={0}
        onScroll={scroll.onScroll}
        onKeyDown={(event: KeyboardEvent) => walk(event, log.current)}
      >
        <div class="history-list">
          {thread.map((message, index) => {
            const before = index > 1 ? thread[index - 1] : undefined;
            return (
              <div key={message.ts} class="entry">
                <MessageRow
                  workspace={workspace}
                  around={around}
                  message={message}
                  form={formIn(state.forms, message.ts)}
                  shortcuts={seen.messageShortcuts}
                  isCompact={before !== undefined && isContinued(message, before)}
                  canReply={false}
                  isInThread
                />
                {index === 0 && <p class="reply-count">{countOf(thread.length - 1)}</p>}
              </div>
            );
          })}
        </div>
      </div>
      {channel && !channel.isArchived && <Composer {...parts} label="Reply" threadTs={place.threadTs} />}
    </aside>
  );
}

function countOf(replies: number): string {
  if (replies === 0) return "No replies yet";
  return replies === 1 ? "1 reply" : `${replies} replies`;
}
