/** What is known of a Payments Admin who has set up the account. */
export type Holder = { hasActiveFactor: boolean; heldUntil: Date | null };

/** A code of theirs can be given now. */
export const canAct = ({ hasActiveFactor, heldUntil }: Holder, now: Date) =>
  hasActiveFactor && (heldUntil === null || heldUntil <= now);

/**
 * How near a company is to nobody being able to run payments. `out`: nobody can give a code. `alone`: one person can, so that one
 * lost phone is a lock-out. Before the first one has set up there is nothing to be locked out of.
 */
export function lockoutOf(holders: readonly Holder[], now: Date): "out" | "alone" | "safe" {
  const able = holders.filter((one) => canAct(one, now)).length;
  if (holders.length > 0 && able === 0) return "out";
  return holders.length === 1 ? "alone" : "safe";
}
