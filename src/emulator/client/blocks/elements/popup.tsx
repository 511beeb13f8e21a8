/** @jsxImportSource hono/jsx/dom */
import { type Child, type RefObject, useLayoutEffect, useRef } from "hono/jsx/dom";

/** Room that a popup keeps from the edges of the window and from its anchor, in px. */
const gap = 4;

type Props = { anchor: RefObject<HTMLElement | null>; fits?: boolean; children: Child };

/**
 * What opens beside a field or a button, above everything else on the page: the browser's top layer, so that the
 * scrolling part of a modal does not cut it off. `fits`: as wide as its anchor.
 */
export function Popup({ anchor, fits = false, children }: Props) {
  const box = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    const [popup, beside] = [box.current, anchor.current];
    if (!popup || !beside) return undefined;
    const move = () => place(popup, beside.getBoundingClientRect(), fits);
    popup.showPopover();
    move();
    window.addEventListener("scroll", move, true);
    window.addEventListener("resize", move);
    return () => {
      window.removeEventListener("scroll", move, true);
      window.removeEventListener("resize", move);
    };
  }, []);
  return (
    <div class="bk-popup" popover="manual" ref={box}>
      {children}
    </div>
  );
}

/** Below the anchor, or above it where there is more room; never out of the window. */
function place(popup: HTMLElement, at: DOMRect, fits: boolean): void {
  const below = window.innerHeight - at.bottom - 2 * gap;
  const above = at.top - 2 * gap;
  popup.style.width = fits ? `${at.width}px` : "auto";
  popup.style.maxHeight = "none";
  const wanted = Math.min(popup.scrollHeight, 320);
  const isBelow = below >= wanted || below >= above;
  const height = Math.min(wanted, Math.max(isBelow ? below : above, 0));
  popup.style.maxHeight = `${height}px`;
  const left = Math.min(at.left, window.innerWidth - popup.offsetWidth - gap);
  popup.style.left = `${Math.max(left, gap)}px`;
  popup.style.top = `${isBelow ? at.bottom + gap : at.top - gap - popup.offsetHeight}px`;
}
