/** @jsxImportSource hono/jsx/dom */
import { useRef, useState } from "hono/jsx/dom";
import type { ElementProps } from "../props.ts";
import { OverflowMenu } from "./overflow-menu.tsx";
import { Popup } from "./popup.tsx";

/** The menu behind three dots. */
export function Overflow({ placed, element, surface, naming }: ElementProps<"overflow">) {
  const opener = useRef<HTMLButtonElement | null>(null);
  const [opened, setOpened] = useState<"first" | "last" | undefined>(undefined);
  const { blockId, actionId } = placed;
  const isBusy = surface.isBusy({ blockId, actionId });
  const close = (returnsFocus: boolean) => {
    if (returnsFocus) opener.current?.focus();
    setOpened(undefined);
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpened(event.key === "ArrowDown" ? "first" : "last");
  };
  return (
    <span class="bk-overflow-menu">
      <button
        type="button"
        class="bk-button"
        id={naming.id}
        ref={opener}
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={opened ? "true" : "false"}
        aria-busy={isBusy ? "true" : undefined}
        onClick={() => setOpened(opened ? undefined : "first")}
        onKeyDown={openByKey}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {opened && (
        <Popup anchor={opener}>
          <OverflowMenu
            options={element.options}
            reader={surface.reader}
            labelledBy={naming.id}
            startsAt={opened}
            close={close}
            choose={(value) => surface.act({ blockId, actionId }, [value])}
          />
        </Popup>
      )}
    </span>
  );
}
