import { searchable } from "./text.ts";

const minute = 60_000;

/** Long enough to call a colleague, short enough that nothing opened is forgotten (R58). */
export const breakGlassLifetimeMs = 15 * minute;

export type BreakGlassNo =
  | { code: "same_operator" }
  | { code: "expired"; at: Date }
  | { code: "confirmed_already"; by: string; at: Date };

type Opened = { openedBy: string; expiresAt: Date; confirmedBy: string | null; confirmedAt: Date | null };

/** May this operator confirm now? Another one than who opened it, however the name is written. */
export function confirmRefusal(opened: Opened, operator: string, now: Date): BreakGlassNo | undefined {
  const { openedBy, expiresAt, confirmedBy, confirmedAt } = opened;
  if (confirmedBy !== null && confirmedAt !== null)
    return { code: "confirmed_already", by: confirmedBy, at: confirmedAt };
  if (expiresAt <= now) return { code: "expired", at: expiresAt };
  return searchable(openedBy) === searchable(operator) ? { code: "same_operator" } : undefined;
}
