/** @jsxImportSource hono/jsx/dom */
import { useLayoutEffect, useRef } from "hono/jsx/dom";
import { secondsAt, wallTime } from "../../../text/zoned.ts";
import { ariaOf, type ElementProps } from "../props.ts";
import { tell } from "./tell.ts";
import { useFocusOnLoad } from "./use-focus-on-load.ts";

const kinds = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" } as const;
const names = { datepicker: "Date", timepicker: "Time", datetimepicker: "Date and time" } as const;

type Kind = keyof typeof kinds;

/** The browser's own picker for dates and times. A moment is picked by the person's own clock. */
export function DateField({ placed, element, surface, naming }: ElementProps<Kind>) {
  const field = useRef<HTMLInputElement>(null);
  const { timeZone } = surface.reader;
  const [raw = ""] = surface.rawOf(placed);
  const isMoment = element.type === "datetimepicker";
  const value = isMoment && raw !== "" ? wallTime(Number(raw), timeZone) : raw;
  // A choice that the person takes back in the confirm dialog stands in the field already.
  useLayoutEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = value;
  });
  useFocusOnLoad(field, element);
  const pick = () => {
    const written = field.current?.value ?? "";
    const picked = isMoment ? String(secondsAt(written, timeZone) ?? "") : written;
    if (picked !== raw) tell(surface, placed, picked === "" ? [] : [picked]);
  };
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  return (
    <input
      {...ariaOf({ ...naming, label: placeholder ?? names[element.type] })}
      class="bk-date"
      id={naming.id}
      ref={field}
      type={kinds[element.type]}
      value={value}
      onChange={pick}
    />
  );
}
