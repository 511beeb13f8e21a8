import { useState } from "hono/jsx/dom";
import type { Choice } from "../surface.ts";
import type { Listing } from "./use-listing.ts";

type Asked = {
  listing: Listing;
  /** Where the marking starts when the list opens. */
  held: readonly string[];
  pick: (choice: Choice) => void;
  /** Backspace in an empty field. */
  removeLast?: (() => void) | undefined;
};

/**
 * What a combobox does by keyboard: typing and the arrows open the list, the arrows move in it, Enter takes,
 * Escape and Tab leave it. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function useCombobox({ listing, held, pick, removeLast }: Asked) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState<number | undefined>(undefined);
  const choices = listing.groups.flatMap(({ options }) => options);
  const start = Math.max(
    choices.findIndex((choice) => held.includes(choice.value)),
    0,
  );
  const active = Math.min(marked ?? (typed === "" ? start : 0), choices.length - 1);

  const type = (text: string) => {
    setTyped(text);
    setMarked(undefined);
    listing.search(text);
  };
  const open = () => {
    if (!isOpen) type("");
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setTyped("");
    setMarked(undefined);
  };
  const take = (choice: Choice) => {
    close();
    pick(choice);
  };
  const move = (step: number) => {
    if (!isOpen) open();
    else if (choices.length > 0) setMarked((active + step + choices.length) % choices.length);
  };
  const actions: Record<string, (() => void) | undefined> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      const choice = choices[active];
      if (!isOpen) open();
      else if (choice) take(choice);
    },
    Escape: isOpen ? close : undefined,
    Backspace: typed === "" ? removeLast : undefined,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = event.isComposing ? undefined : actions[event.key];
    if (!action) return;
    // Neither the form nor the modal around the field is meant.
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const onInput = (event: Event) => {
    setOpen(true);
    if (event.currentTarget instanceof HTMLInputElement) type(event.currentTarget.value);
  };
  return { isOpen, typed, active, choices, open, close, take, onKeyDown, onInput };
}
