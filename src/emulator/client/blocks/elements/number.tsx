/** @jsxImportSource hono/jsx/dom */
import { useRef } from "hono/jsx/dom";
import { ariaOf, type ElementProps } from "../props.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";
import { useTyping } from "./use-typing.ts";

/** Text with a keyboard for numbers: a native number field hides from the form what is no number. */
export function NumberField({ placed, element, surface, naming }: ElementProps<"number_input">) {
  const field = useRef<HTMLInputElement>(null);
  const typing = useTyping({ placed, element, surface, field });
  useFocusOnLoad(field, element);
  return (
    <input
      {...typing}
      {...ariaOf({ ...naming, label: element.placeholder?.text })}
      id={naming.id}
      ref={field}
      type="text"
      inputmode={element.is_decimal_allowed ? "decimal" : "numeric"}
      placeholder={element.placeholder?.text}
      autocomplete="off"
    />
  );
}
