import { type RefObject, useEffect } from "hono/jsx/dom";

/** A field that the app wants focused when its view opens. */
export function useFocusOnLoad(
  field: RefObject<HTMLElement | null>,
  element: { focus_on_load?: boolean | undefined },
): void {
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus();
  }, []);
}
