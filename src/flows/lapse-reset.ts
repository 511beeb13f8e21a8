import type { Deps } from "../deps.ts";
import { isLapsed } from "../domain/reset.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { findReset, lockReset, spentCode, updateReset } from "../store/resets.ts";
import { lockUser } from "../store/users.ts";
import { tellReset } from "./tell-reset.ts";

/** Marks a reset whose time is over, and tells who did it what to do next. One renewed or finished meanwhile is left alone. */
export async function lapseReset(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  resetId: string,
): Promise<void> {
  const now = deps.now();
  const found = await findReset(tx, resetId);
  if (!found) return;
  await lockUser(tx, found.subjectId);
  const reset = await lockReset(tx, resetId);
  if (reset?.outcome !== "open" || !isLapsed(reset, now)) return;
  await updateReset(tx, reset, { outcome: "lapsed", outcomeAt: now, ...spentCode });
  await tellReset(tx, deps, { reset, news: "lapsed", notice: "reset_lapsed_dm" });
  await appendAudit(tx, { kind: "reset_lapsed", at: now, subjectId: reset.subjectId, facts: { resetId } });
}
