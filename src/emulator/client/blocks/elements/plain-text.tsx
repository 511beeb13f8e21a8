/** @jsxImportSource hono/jsx/dom */
import { useRef } from "hono/jsx/dom";
import { ariaOf, type ElementProps } from "../props.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";
import { useTyping } from "./use-typing.ts";

/** From this share of the limit on, what is left of it is shown. */
const countsFrom = 0.8;

export function PlainText({ placed, element, surface, naming }: ElementProps<"plain_text_input">) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const typing = useTyping({ placed, element, surface, field });
  useFocusOnLoad(field, element);
  const max = element.max_length ?? 3000;
  const left = max - typing.value.length;
  const countId = `${naming.id}-left`;
  const isCounted = typing.value.length >= max * countsFrom;
  const described = [naming.describedBy, isCounted && countId].filter(Boolean).join(" ") || undefined;
  const shared = {
    ...typing,
    ...ariaOf({ ...naming, label: element.placeholder?.text, describedBy: described }),
    id: naming.id,
    ref: field,
    placeholder: element.placeholder?.text,
    autocomplete: "off",
  };
  return (
    <div class="bk-field">
      {element.multiline ? <textarea {...shared} rows={4} /> : <input {...shared} type="text" />}
      {isCounted && (
        <span class={left < 0 ? "bk-left over" : "bk-left"} id={countId} aria-live="polite">
          {left}
          <span class="bk-unseen"> characters left</span>
        </span>
      )}
    </div>
  );
}
