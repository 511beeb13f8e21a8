import type { Deps } from "../deps.ts";
import { asWorker, inTenant } from "../store/db.ts";
import { claimDueTimers, markTimerDone } from "../store/timers.ts";
import { lapseReset } from "./lapse-reset.ts";

const batch = 20;
/** A timer whose process died is taken up again after this. */
const leaseMs = 60_000;

/** Does what is due in any company, each in a transaction of its own with the mark that it is done: once, whoever is killed. Answers how many. */
export async function runTimers(deps: Deps): Promise<number> {
  const now = deps.now();
  const due = await asWorker(deps.db, (tx) => claimDueTimers(tx, now, { limit: batch, leaseMs }));
  for (const timer of due) {
    const work = inTenant(deps.db, timer.companyId, async (tx) => {
      await lapseReset(tx, deps, timer.refId);
      await markTimerDone(tx, timer.id, now);
    });
    // One that fails is taken up again after its lease, and keeps no other waiting.
    await work.catch((err: unknown) =>
      deps.log.error({ event: "timer_failed", timerId: timer.id, err }, "timer failed"),
    );
  }
  return due.length;
}
