import { hashToken } from "../crypto/token.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import type { Tx } from "../store/db.ts";
import { findReset, findStopLink, type Reset } from "../store/resets.ts";

/** The reset behind a stop link that still works. Any use of any link about a reset spends all of them. */
export async function findStoppableReset(tx: Tx, token: string, now: Date): Promise<Result<Reset>> {
  const link = await findStopLink(tx, hashToken(token));
  if (!link || (link.expiresAt <= now && !link.usedAt)) return refuse({ code: "stop_link_unknown" });
  const reset = await findReset(tx, link.resetId);
  if (link.usedAt || !reset || isOver(reset)) return refuse({ code: "stop_link_used" });
  return ok(reset);
}

/** Stopped or undone already. */
export const isOver = (reset: Reset) => reset.outcome === "stopped" || reset.outcome === "undone";
