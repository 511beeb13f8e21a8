/** @jsxImportSource hono/jsx/dom */
import { useEffect } from "hono/jsx/dom";
import type { ViewSeen } from "../page/seen.ts";
import { withEmoji } from "../text/emoji.ts";
import { closeView, submitView } from "./acts.ts";
import { Blocks } from "./blocks/blocks.tsx";
import { Dialog } from "./dialog.tsx";
import { formIn } from "./forms.ts";
import { Icon } from "./icons.tsx";
import type { PageState } from "./state.ts";
import { type Around, surfaceOf } from "./surface.ts";
import type { Workspace } from "./workspace.ts";

type Props = { workspace: Workspace; state: PageState; view: ViewSeen; depth: number; around: Around };

/** The top view of a stack. Its close button and Escape close it, the × closes all that are open. */
export function Modal({ workspace, state, view, depth, around }: Props) {
  const { title, submit, blocks, held, errors, trouble } = view;
  const form = formIn(state.forms, view.id);
  const target = { scope: view.id, at: { viewId: view.id }, blocks, held };
  const isSaidInBlock = blocks.some((block) => block.block_id === form.actedIn);
  const wrong = Object.entries(errors).flat().join(" ");
  useEffect(() => {
    if (!wrong) return;
    const field = document.querySelector<HTMLElement>(".modal [aria-invalid=true]");
    field?.focus();
    // What is wrong stands below the field.
    field?.scrollIntoView({ block: "center" });
  }, [wrong, form.isSubmitting]);
  const send = () => submit && void submitView(workspace, view);
  return (
    <Dialog
      role="dialog"
      labelledBy="modal-title"
      class={`modal depth-${depth}`}
      isBusy={form.isSubmitting}
      onEscape={() => void closeView(workspace, view, false)}
    >
      <form
        novalidate
        onSubmit={(event: Event) => {
          event.preventDefault();
          send();
        }}
      >
        <header class="dialog-header">
          <h2 id="modal-title">{withEmoji(title?.text ?? "")}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            onClick={() => void closeView(workspace, view, true)}
          >
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">
          {trouble && !isSaidInBlock && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
          <Blocks blocks={blocks} surface={surfaceOf({ workspace, around, target, form, errors, trouble })} />
        </div>
        <Footer workspace={workspace} view={view} isSubmitting={form.isSubmitting} />
      </form>
    </Dialog>
  );
}

function Footer({
  workspace,
  view,
  isSubmitting,
}: Pick<Props, "workspace" | "view"> & { isSubmitting: boolean }) {
  const { submit, close } = view;
  return (
    <footer class="dialog-footer">
      <button
        type="button"
        class="button"
        data-first={submit ? undefined : "true"}
        onClick={() => void closeView(workspace, view, false)}
      >
        {withEmoji(close?.text ?? "Cancel")}
      </button>
      {submit && (
        <button
          type="submit"
          class="button primary"
          data-first="true"
          aria-busy={isSubmitting ? "true" : undefined}
          aria-disabled={isSubmitting ? "true" : undefined}
        >
          {isSubmitting && <span class="spinner" />}
          {withEmoji(submit.text)}
        </button>
      )}
    </footer>
  );
}
