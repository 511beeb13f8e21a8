/** @jsxImportSource hono/jsx/dom */
import { isSafeLink } from "../../../text/safe-link.ts";
import type { ElementProps } from "../props.ts";
import { Text } from "../text.tsx";

/**
 * A button tells the app when it is pressed, one with a link as well as it opens it. Until the app has answered
 * it takes no other press.
 */
export function ButtonView({ placed, element, surface, naming }: ElementProps<"button">) {
  const { blockId, actionId } = placed;
  const isBusy = surface.isBusy({ blockId, actionId });
  const press = () => {
    if (!isBusy) surface.act({ blockId, actionId }, []);
  };
  const shared = {
    id: naming.id,
    class: `bk-button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    onClick: press,
  };
  const label = <Text text={element.text} reader={surface.reader} />;
  if (element.url && isSafeLink(element.url)) {
    return (
      <a {...shared} href={element.url} target="_blank" rel="noopener noreferrer">
        {label}
      </a>
    );
  }
  return (
    <button
      {...shared}
      type="button"
      aria-disabled={isBusy ? "true" : undefined}
      aria-busy={isBusy ? "true" : undefined}
    >
      {isBusy && <span class="bk-spinner" aria-hidden="true" />}
      {label}
    </button>
  );
}
