/** @jsxImportSource hono/jsx/dom */
import type { Reader } from "../text/mrkdwn.ts";
import { Text } from "./blocks/text.tsx";
import { Dialog } from "./dialog.tsx";
import type { PageState } from "./state.ts";

type Props = { asking: NonNullable<PageState["asking"]>; reader: Reader };

/** What an element asks before it acts. Where yes is dangerous, no has the focus. */
export function ConfirmDialog({ asking: { dialog, answer }, reader }: Props) {
  const isDanger = dialog.style === "danger";
  return (
    <Dialog
      role="alertdialog"
      labelledBy="confirm-title"
      describedBy="confirm-text"
      class="modal confirm"
      onEscape={() => answer(false)}
    >
      <header class="dialog-header">
        <h2 id="confirm-title">{dialog.title.text}</h2>
      </header>
      <div class="dialog-body bk" id="confirm-text">
        <Text text={dialog.text} reader={reader} />
      </div>
      <footer class="dialog-footer">
        <button
          type="button"
          class="button"
          data-first={isDanger ? "true" : undefined}
          onClick={() => answer(false)}
        >
          {dialog.deny.text}
        </button>
        <button
          type="button"
          class={`button ${isDanger ? "danger" : "primary"}`}
          data-first={isDanger ? undefined : "true"}
          onClick={() => answer(true)}
        >
          {dialog.confirm.text}
        </button>
      </footer>
    </Dialog>
  );
}
