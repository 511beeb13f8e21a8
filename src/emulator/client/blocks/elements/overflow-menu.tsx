/** @jsxImportSource hono/jsx/dom */
import { useEffect, useRef } from "hono/jsx/dom";
import type { Option } from "../../../block-kit/texts.ts";
import type { Reader } from "../../../text/mrkdwn.ts";
import { isSafeLink } from "../../../text/safe-link.ts";
import { Text } from "../text.tsx";

type Props = {
  options: readonly Option[];
  reader: Reader;
  labelledBy: string;
  startsAt: "first" | "last";
  close: (returnsFocus: boolean) => void;
  choose: (value: string) => void;
};

/** The items of a menu: arrow keys, Home, End and first letters move, Escape and Tab leave (ARIA's menu pattern). */
export function OverflowMenu({ options, reader, labelledBy, startsAt, close, choose }: Props) {
  const menu = useRef<HTMLDivElement | null>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  useEffect(() => {
    items()
      .at(startsAt === "first" ? 0 : -1)
      ?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") return close(false);
    const target = targetOf(event.key, items());
    if (!target && event.key !== "Escape") return undefined;
    event.preventDefault();
    event.stopPropagation();
    return target ? target.focus() : close(true);
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Element && relatedTarget.id === labelledBy) return;
    if (!(relatedTarget instanceof Node && menu.current?.contains(relatedTarget))) close(false);
  };
  const take = (value: string) => {
    close(true);
    choose(value);
  };
  return (
    <div role="menu" aria-labelledby={labelledBy} ref={menu} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      {options.map((option) => {
        const label = <Text text={option.text} reader={reader} />;
        const shared = { role: "menuitem", tabindex: -1, onClick: () => take(option.value) } as const;
        return option.url && isSafeLink(option.url) ? (
          <a {...shared} href={option.url} target="_blank" rel="noopener noreferrer">
            {label}
          </a>
        ) : (
          <button {...shared} type="button">
            {label}
          </button>
        );
      })}
    </div>
  );
}

function targetOf(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length];
    case "ArrowUp":
      return items.at(at - 1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    default: {
      if (!/^[\p{L}\p{N}]$/u.test(key)) return undefined;
      const onwards = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      return onwards.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
