/** @jsxImportSource hono/jsx/dom */
import { memo } from "hono/jsx/dom";
import type { MessageSeen, ShortcutSeen } from "../page/seen.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks } from "./blocks/blocks.tsx";
import { Text } from "./blocks/text.tsx";
import type { Form } from "./forms.ts";
import { Icon } from "./icons.tsx";
import { Menu } from "./menu.tsx";
import { dateOf, timeOf } from "./reader.ts";
import { type Around, surfaceOf } from "./surface.ts";
import type { Workspace } from "./workspace.ts";

type Props = {
  workspace: Workspace;
  around: Around;
  message: MessageSeen;
  form: Form;
  shortcuts: readonly ShortcutSeen[];
  /** Without face and name, as the message before has them. */
  isCompact: boolean;
  canReply: boolean;
  isInThread: boolean;
};

/** One message. Drawn again only when something about it changed: a long history stays quick. */
export const MessageRow = memo(Row);

function Row(props: Props) {
  const { message, around, isCompact, isInThread } = props;
  const { author, ts, isEphemeral } = message;
  const time = timeOf(ts, around.reader.timeZone);
  const kinds = `message${isEphemeral ? " only-you" : ""}${isCompact ? " compact" : ""}`;
  return (
    <article
      class={kinds}
      id={`${isInThread ? "t" : "m"}${ts}`}
      tabindex={-1}
      aria-label={`${author.name}, ${time}`}
    >
      <div class="message-side">
        {isCompact ? <Time ts={ts} time={time} /> : <Avatar name={author.name} isApp={author.isApp} />}
      </div>
      <div class="message-body">
        {isEphemeral && (
          <p class="only-you-line">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!isCompact && (
          <p class="byline">
            <b>{author.name}</b>
            {author.isApp && <span class="tag">APP</span>}
            <Time ts={ts} time={time} />
          </p>
        )}
        <Content {...props} />
        {message.isEdited && <span class="edited">(edited)</span>}
        {!isInThread && message.thread && <ThreadLine {...props} />}
      </div>
      {!isEphemeral && <Tools {...props} />}
    </article>
  );
}

const Time = ({ ts, time }: { ts: string; time: string }) => (
  <time datetime={dateOf(ts).toISOString()}>{time}</time>
);

function Content({ workspace, around, message, form, isInThread }: Props) {
  const { ts, channelId, blocks, held, trouble } = message;
  const isSaidInBlock = blocks.some((block) => block.block_id === form.actedIn);
  return (
    <>
      {blocks.length > 0 ? (
        <Blocks
          blocks={blocks}
          surface={surfaceOf({
            workspace,
            around,
            form,
            trouble,
            target: { scope: ts, at: { channelId, ts }, blocks, held },
            idPrefix: isInThread ? "t" : "m",
          })}
        />
      ) : (
        <div class="bk message-text">
          <Text text={{ type: "mrkdwn", text: message.text }} reader={around.reader} />
        </div>
      )}
      {trouble && !isSaidInBlock && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

function ThreadLine({ workspace, message, around }: Props) {
  const { thread, ts } = message;
  if (!thread) return null;
  return (
    <button type="button" class="thread-line" onClick={() => workspace.go({ threadTs: ts })}>
      <span class="faces">
        {thread.people.map(({ id, name, isApp }) => (
          <Avatar key={id} name={name} isApp={isApp} />
        ))}
      </span>
      <b>{thread.count === 1 ? "1 reply" : `${thread.count} replies`}</b>
      <span class="soft">{`Last reply ${timeOf(thread.lastTs, around.reader.timeZone)}`}</span>
    </button>
  );
}

/** What can be done with a message, at hand while one points at it or has the focus in it. */
function Tools({ workspace, message, shortcuts, canReply, isInThread }: Props) {
  const { channelId, ts } = message;
  const items = shortcuts.map(({ name, callbackId }) => ({
    key: callbackId,
    label: name,
    run: () => void workspace.tell({ act: "message-shortcut", channelId, ts, callbackId }),
  }));
  const hasReply = canReply && !isInThread && message.threadTs === undefined;
  if (!hasReply && items.length === 0) return null;
  return (
    <div class="message-tools">
      {hasReply && (
        <button
          type="button"
          class="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => workspace.go({ threadTs: ts })}
        >
          <Icon name="reply" />
        </button>
      )}
      {items.length > 0 && <Menu label="More actions" button={<Icon name="dots" />} items={items} />}
    </div>
  );
}
