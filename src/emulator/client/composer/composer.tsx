/** @jsxImportSource hono/jsx/dom */
import { useEffect, useState } from "hono/jsx/dom";
import { Icon } from "../icons.tsx";
import { Menu } from "../menu.tsx";
import type { Parts } from "../parts.ts";
import { commandIn } from "./complete.ts";
import { optionId, Suggestions } from "./suggestions.tsx";
import { useTyping } from "./use-typing.ts";

type Props = Parts & { label: string; threadTs?: string | undefined };

/** Where a person writes: a message, a command, people by `@`. Enter sends, Shift and Enter begins a line. */
export function Composer({ workspace, seen, label, threadTs }: Props) {
  const { channelId } = seen.place;
  const isInThread = threadTs !== undefined;
  const [sending, setSending] = useState(0);
  const place = `${seen.me.id} ${channelId} ${threadTs ?? ""}`;
  const send = async (text: string) => {
    setSending((count) => count + 1);
    await workspace.tell({ act: "say", channelId, threadTs, text });
    setSending((count) => count - 1);
  };
  const typing = useTyping({
    seen,
    isInThread,
    kept: workspace.typed,
    place,
    send: (text) => void send(text),
  });
  const { box, text, completion, active } = typing;
  useEffect(() => {
    // An effect of the next frame: before, the field is not in the page. On a phone the keyboard would come up over what there is to read.
    if (matchMedia("(hover: hover)").matches) box.current?.focus({ preventScroll: true });
  }, []);
  const listId = isInThread ? "reply-suggestions" : "suggestions";
  return (
    <div class="composer">
      {completion && <Suggestions id={listId} completion={completion} active={active} onPick={typing.pick} />}
      <Usage text={text} commands={typing.commands} />
      <div class="composer-box">
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={label}
          placeholder={isInThread ? "Reply…" : label}
          autocomplete="off"
          aria-autocomplete="list"
          aria-controls={completion ? listId : undefined}
          aria-activedescendant={completion ? optionId(listId, active) : undefined}
          onInput={typing.read}
          onClick={typing.read}
          onKeyUp={typing.read}
          onKeyDown={typing.onKeyDown}
        />
        <div class="composer-tools">
          {!isInThread && <Shortcuts workspace={workspace} seen={seen} />}
          <span class="soft composer-note">{noteOf(sending, isInThread)}</span>
          <button
            type="button"
            class="icon-button send"
            aria-label="Send"
            aria-disabled={text.trim() === "" ? "true" : undefined}
            onClick={typing.finish}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
      <p class="hidden-words" role="status">
        {completion ? `${completion.suggestions.length} ${completion.kind.toLowerCase()} to choose from` : ""}
      </p>
    </div>
  );
}

const noteOf = (sending: number, isInThread: boolean) => {
  if (sending > 0) return "Sending…";
  return isInThread ? "" : "Type / for commands, @ for people";
};

/** What the command takes whose arguments are being typed. */
function Usage({ text, commands }: { text: string; commands: Parts["seen"]["commands"] }) {
  const command = commandIn(text, commands);
  if (!command) return null;
  return (
    <p class="usage">
      <b>{command.command}</b> {command.usageHint} <span class="soft">{command.description}</span>
    </p>
  );
}

/** The app's global shortcuts. */
function Shortcuts({ workspace, seen }: Pick<Parts, "workspace" | "seen">) {
  const items = seen.globalShortcuts.map(({ name, callbackId }) => ({
    key: callbackId,
    label: name,
    run: () => void workspace.tell({ act: "shortcut", callbackId }),
  }));
  if (items.length === 0) return null;
  return <Menu label="Shortcuts" button={<Icon name="bolt" />} items={items} note={seen.app.name} />;
}
