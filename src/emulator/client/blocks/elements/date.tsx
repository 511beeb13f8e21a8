/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useRef } from "hono/jsx/dom";
import { ariaOf, type ElementProps } from "../props.ts";
import { tell } from "./tell.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";

const kinds = { datepicker: "date", timepicker: "time" } as const;

/** The browser's own picker for dates and times. */
export function DateField({ placed, element, surface, naming }: ElementProps<"datepicker" | "timepicker">) {
  const field = useRef<HTMLInputElement>(null);
  const value = surface.rawOf(placed)[0] ?? "";
  // A choice that the person takes back in the confirm dialog stands in the field already.
  useLayoutEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = value;
  });
  useFocusOnLoad(field, element);
  const pick = () => {
    const picked = field.current?.value ?? "";
    if (picked !== value) tell(surface, placed, picked === "" ? [] : [picked]);
  };
  return (
    <input
      {...ariaOf({ ...naming, label: element.placeholder?.text ?? kinds[element.type] })}
      class="bk-date"
      id={naming.id}
      ref={field}
      type={kinds[element.type]}
      value={value}
      onChange={pick}
    />
  );
}
