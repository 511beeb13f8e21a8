import { useEffect, useRef } from "hono/jsx/dom";

/**
 * Whoever had the focus before something covered the page has it again afterwards; where that is gone, the field that one
 * writes in. It is noted while the page is drawn: once it is covered, the browser has taken the focus away.
 */
export function useFocusBack(isCovered: boolean): void {
  const before = useRef<Element | null>(null);
  const wasCovered = useRef(false);
  if (isCovered && !wasCovered.current) before.current = document.activeElement;
  wasCovered.current = isCovered;
  useEffect(() => {
    if (isCovered || !before.current) return;
    const field = document.querySelector<HTMLElement>(".thread textarea, .conversation textarea");
    const { current } = before;
    if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus();
    else field?.focus();
    before.current = null;
  }, [isCovered]);
}
