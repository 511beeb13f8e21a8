/** @jsxImportSource hono/jsx/dom */
import { useRef } from "hono/jsx/dom";
import { ariaOf, type ElementProps } from "../props.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";
import { useTyping } from "./use-typing.ts";

/** A mail or web address: a text field with the keyboard for it. Its errors are Slack's, not the browser's. */
export function AddressField(props: ElementProps<"email_text_input" | "url_text_input">) {
  const { placed, element, surface, naming } = props;
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
      inputmode={element.type === "email_text_input" ? "email" : "url"}
      placeholder={element.placeholder?.text}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
    />
  );
}
