import type { Tx } from "../store/db.ts";
import { type Factor, listFactors } from "../store/factors.ts";
import { findLatestReset } from "../store/resets.ts";

/** The factors that a code of this person may prove. `resetId`: the stopped reset that turned them off. */
export type Usable = { factors: Factor[]; resetId: string | undefined };

/**
 * Active ones; or, after "I didn't ask for this", just those that the stopped reset turned off (R48). None while a reset is
 * open, nor after too many wrong codes (R13): then no code can be right, and nothing is texted to a phone that may be lost.
 */
export async function findUsableFactors(tx: Tx, userId: string): Promise<Usable> {
  const factors = await listFactors(tx, userId);
  const active = factors.filter((factor) => factor.state === "active");
  if (active.length > 0) return { factors: active, resetId: undefined };
  const reset = await findLatestReset(tx, userId);
  if (reset?.outcome !== "stopped") return { factors: [], resetId: undefined };
  const isReturnable = (one: Factor) => one.state === "suspended" && one.suspendedByResetId === reset.id;
  return { factors: factors.filter(isReturnable), resetId: reset.id };
}
