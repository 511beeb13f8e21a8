import type { Inspector } from "./inspector.ts";

/** Closes the details; the row has the focus again. */
export function leave(inspector: Inspector): void {
  const id = inspector.store.get().chosenId;
  inspector.choose(undefined);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
}

export function leaveByEscape(inspector: Inspector, { key }: KeyboardEvent): void {
  if (key === "Escape" && inspector.store.get().chosenId !== undefined) leave(inspector);
}
