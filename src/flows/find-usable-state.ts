import type { Tx } from "../store/db.ts";
import { listFactors } from "../store/factors.ts";
import { findLatestReset } from "../store/resets.ts";

/**
 * In which state the factors are that a code of this person may prove: active ones; or, after "I didn't ask for this",
 * just those that the stopped reset turned off (R48). Undefined when there are none: no code can be right.
 */
export async function findUsableState(tx: Tx, userId: string): Promise<"active" | "suspended" | undefined> {
  const factors = await listFactors(tx, userId);
  if (factors.some((factor) => factor.state === "active")) return "active";
  const reset = await findLatestReset(tx, userId);
  const isReturnable = (one: (typeof factors)[number]) =>
    one.state === "suspended" && one.suspendedByResetId === reset?.id;
  return reset?.outcome === "stopped" && factors.some(isReturnable) ? "suspended" : undefined;
}
