import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { findLockout } from "../store/lockout.ts";
import { insertOutbox } from "../store/outbox.ts";

/** After an act that may leave nobody able to run payments: then every administrator who can still sign in hears the ways out (COPY). */
export async function warnOfLockout(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { subjectId }: { subjectId: string },
): Promise<void> {
  if (!(await hasGrant(tx, subjectId))) return;
  const { state, holders, administrators } = await findLockout(tx, deps.now());
  if (state !== "out" || !holders.some((one) => one.id === subjectId)) return;
  for (const { id: recipientId, firstEnrolledAt } of administrators) {
    if (firstEnrolledAt !== null && recipientId !== subjectId)
      await insertOutbox(tx, deps, { kind: "lockout_dm", refId: subjectId, recipientId });
  }
}
