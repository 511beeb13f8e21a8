/** @jsxImportSource hono/jsx/dom */

import type { Child } from "hono/jsx";
import { useLayoutEffect, useRef, useState } from "hono/jsx/dom";

export type MenuItem = {
  key: string;
  label: string;
  /** Drawn instead of the label where there is more to show. */
  content?: Child;
  isCurrent?: boolean;
  /** A link can be opened in a tab of its own. */
  href?: string;
  run: () => void;
};

type Props = {
  /** What a screen reader says of the menu, and of its button where that has no words of its own. */
  label: string;
  hasWords?: boolean;
  button: Child;
  items: readonly MenuItem[];
  class?: string;
  /** A line below the items. */
  note?: string;
};

const gap = 4;

/** A button with a menu: arrows, Home and End move, Escape and Tab close, and the button has the focus again. */
export function Menu({ label, hasWords = false, button, items, note, class: className = "" }: Props) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  useLayoutEffect(() => {
    if (!isOpen || !list.current || !trigger.current) return;
    placeBeside(list.current, trigger.current);
    entriesOf(list.current)[0]?.focus({ preventScroll: true });
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && !list.current?.contains(target) && !trigger.current?.contains(target))
        setOpen(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [isOpen]);
  return (
    <span class={`menu ${className}`}>
      <button
        type="button"
        ref={trigger}
        class="menu-button"
        aria-label={hasWords ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={isOpen ? "true" : "false"}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div class="menu-box" ref={list}>
          <div
            role="menu"
            aria-label={label}
            tabindex={-1}
            onKeyDown={(event: KeyboardEvent) => onKey(event, list.current, close)}
          >
            {items.map((item) => (
              <Entry key={item.key} item={item} close={close} />
            ))}
          </div>
          {note && <p class="menu-note">{note}</p>}
        </div>
      )}
    </span>
  );
}

function Entry({ item, close }: { item: MenuItem; close: () => void }) {
  const choose = (event: MouseEvent) => {
    // Another tab is the browser's business.
    if (item.href && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    close();
    item.run();
  };
  const current = item.isCurrent ? "true" : undefined;
  const content = item.content ?? item.label;
  return item.href ? (
    <a role="menuitem" tabindex={-1} href={item.href} aria-current={current} onClick={choose}>
      {content}
    </a>
  ) : (
    <button type="button" role="menuitem" tabindex={-1} aria-current={current} onClick={choose}>
      {content}
    </button>
  );
}

const entriesOf = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []),
];

function onKey(event: KeyboardEvent, list: HTMLElement | null, close: () => void): void {
  const entries = entriesOf(list);
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? entries.indexOf(activeElement) : -1;
  const to = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  }[event.key];
  if (to !== undefined) entries[to]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  // A modal or thread behind it must not close with it.
  event.stopPropagation();
}

/** Below the button where there is room, else above; never out of the window. */
function placeBeside(list: HTMLElement, trigger: HTMLElement): void {
  const at = trigger.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const fitsBelow = at.bottom + gap + height <= innerHeight;
  const top = fitsBelow ? at.bottom + gap : Math.max(gap, at.top - gap - height);
  const left = Math.max(gap, Math.min(at.left, innerWidth - width - gap));
  list.style.setProperty("top", `${top}px`);
  list.style.setProperty("left", `${left}px`);
}
