/** @jsxImportSource hono/jsx/dom */

import type { Child } from "hono/jsx";
import { useEffect, useRef } from "hono/jsx/dom";

type Props = {
  role: "dialog" | "alertdialog";
  labelledBy: string;
  describedBy?: string;
  class: string;
  isBusy?: boolean;
  onEscape: () => void;
  children?: Child;
};

const focusable =
  "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select, [tabindex]:not([tabindex='-1'])";

/**
 * What lies over the page and keeps the focus: Tab goes round in it, Escape closes it. Focus that an update took away
 * comes back to the first field.
 */
export function Dialog({ role, labelledBy, describedBy, isBusy, onEscape, children, ...look }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => focusFirst(box.current), []);
  useEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (isLost) focusFirst(box.current);
  });
  return (
    <div class="veil">
      {/* biome-ignore lint/a11y: it is one of the two roles that dialogs have */}
      <div
        ref={box}
        class={look.class}
        role={role}
        aria-modal="true"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-busy={isBusy ? "true" : undefined}
        tabindex={-1}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Tab") goRound(event, box.current);
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.stopPropagation();
          onEscape();
        }}
      >
        {children}
      </div>
    </div>
  );
}

/** What the app asks for, else the first field, else the button that goes on, else the dialog itself. */
function focusFirst(box: HTMLElement | null): void {
  const find = (selector: string) => box?.querySelector<HTMLElement>(selector);
  const field = ".dialog-body :is(input, textarea, select, [role=combobox]):not([disabled])";
  (find("[data-focus]") ?? find(field) ?? find("[data-first]") ?? box)?.focus();
}

function goRound(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter(
    (one) => one.offsetParent !== null,
  );
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  const isAtEdge = event.shiftKey ? at === first || at === box : at === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
