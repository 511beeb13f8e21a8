import { type RefObject, useLayoutEffect, useRef } from "hono/jsx/dom";
import type { Writable } from "../../../block-kit/elements.ts";
import type { Placed } from "../../../block-kit/walk.ts";
import type { Surface } from "../surface.ts";
import { triggersOf } from "./tell.ts";

/** How long a person pauses before the app hears of what was typed, where it wants to hear of each character. */
const pauseMs = 400;

type Asked = {
  placed: Placed;
  element: Writable;
  surface: Surface;
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
};

/** What a text field does while it is typed into, and when Enter is pressed. */
export function useTyping({ placed, element, surface, field }: Asked) {
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const value = surface.rawOf(placed)[0] ?? "";
  const { onEnter, onCharacter } = triggersOf(placed, element);
  // A value that the app has changed meanwhile replaces what the field shows.
  useLayoutEffect(() => {
    if (field.current && field.current.value !== value) field.current.value = value;
  });
  const textNow = () => {
    const text = field.current?.value ?? "";
    return text === "" ? [] : [text];
  };
  return {
    value,
    onInput: () => {
      surface.change(placed, textNow());
      if (!onCharacter) return;
      clearTimeout(pause.current);
      pause.current = setTimeout(() => surface.act(placed, textNow()), pauseMs);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!onEnter || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      surface.act(placed, textNow());
    },
  };
}
