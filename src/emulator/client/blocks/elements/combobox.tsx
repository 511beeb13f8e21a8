/** @jsxImportSource hono/jsx/dom */
import { type Child, useRef } from "hono/jsx/dom";
import { ariaOf, type Naming } from "../props.ts";
import type { Choice } from "../surface.ts";
import { Listbox, optionId } from "./listbox.tsx";
import { Popup } from "./popup.tsx";
import { useCombobox } from "./use-combobox.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";
import type { Listing } from "./use-listing.ts";

type Props = {
  naming: Naming;
  element: { focus_on_load?: boolean | undefined };
  placeholder: string;
  /** What the field says while its list is closed. */
  shown: string;
  held: readonly string[];
  listing: Listing;
  isMulti: boolean;
  isBusy: boolean;
  pick: (choice: Choice) => void;
  removeLast?: (() => void) | undefined;
  /** What stands before the field and after it. */
  before?: Child;
  after?: Child;
};

/** A field that lists what it takes, and finds it by typing. */
export function Combobox(props: Props) {
  const { naming, placeholder, shown, held, listing, isMulti, isBusy, before, after } = props;
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const box = useCombobox(props);
  useFocusOnLoad(field, props.element);
  const listId = `${naming.id}-list`;
  const hasList = box.isOpen && box.choices.length > 0;
  const label = naming.label ?? placeholder;
  return (
    <div
      class={isMulti ? "bk-combobox multi" : "bk-combobox"}
      ref={frame}
      aria-busy={isBusy ? "true" : undefined}
    >
      {before}
      <input
        {...ariaOf({ ...naming, label })}
        id={naming.id}
        ref={field}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={hasList ? "true" : "false"}
        aria-controls={hasList ? listId : undefined}
        aria-activedescendant={hasList ? optionId(listId, box.active) : undefined}
        placeholder={shown === "" ? placeholder : shown}
        value={box.isOpen ? box.typed : isMulti ? "" : shown}
        onClick={box.open}
        onInput={box.onInput}
        onKeyDown={box.onKeyDown}
        onBlur={box.close}
      />
      {after}
      <span class="bk-unseen" role="status">
        {box.isOpen ? (listing.note ?? "") : ""}
      </span>
      {box.isOpen && (
        <Popup anchor={frame} fits>
          {hasList ? (
            <Listbox
              id={listId}
              labelledBy={naming.labelledBy}
              label={label}
              groups={listing.groups}
              active={box.active}
              held={held}
              isMulti={isMulti}
              pick={box.take}
            />
          ) : (
            <p class="bk-note-in-list" aria-hidden="true">
              {listing.note}
            </p>
          )}
        </Popup>
      )}
    </div>
  );
}
