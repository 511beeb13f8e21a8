import type { Button, Overflow } from "../block-kit/elements.ts";
import type { Placed } from "../block-kit/walk.ts";
import { isSafeLink } from "../text/safe-link.ts";
import { visibleText } from "../text/visible.ts";
import { type Drawing, fieldName } from "./field.ts";

type Props<E> = { placed: Placed; element: E; drawing: Drawing };

export function ButtonView({ placed, element, drawing }: Props<Button>) {
  const label = visibleText(element.text, drawing.reader);
  if (element.url && isSafeLink(element.url)) {
    return <Link href={drawing.followHref(placed)} label={label} style={element.style} />;
  }
  return (
    <button
      type="submit"
      name="do"
      value={orderOf(placed, element)}
      class={element.style ?? ""}
      aria-label={element.accessibility_label}
      formnovalidate
    >
      {label}
    </button>
  );
}

/** The menu behind three dots. */
export function OverflowView({ placed, element, drawing }: Props<Overflow>) {
  return (
    <details class="overflow">
      <summary aria-label="More actions">⋯</summary>
      {element.options.map((option) => {
        const label = visibleText(option.text, drawing.reader);
        return option.url && isSafeLink(option.url) ? (
          <Link href={drawing.followHref(placed, option.value)} label={label} style={undefined} />
        ) : (
          <button type="submit" name="do" value={orderOf(placed, element, option.value)} formnovalidate>
            {label}
          </button>
        );
      })}
    </details>
  );
}

function Link({ href, label, style }: { href: string; label: string; style: string | undefined }) {
  return (
    <a class={`button ${style ?? ""}`} href={href} target="_blank" rel="noopener">
      {label}
    </a>
  );
}

function orderOf({ blockId, actionId }: Placed, { confirm }: Button | Overflow, ...choice: string[]) {
  return JSON.stringify([confirm ? "confirm" : "act", fieldName(blockId, actionId), ...choice]);
}
