import type { Deps } from "../deps.ts";
import { asWorker, inTenant, type Tx } from "../store/db.ts";
import { claimDueTimers, lockOpenTimer, markTimerDone, type Timer, type TimerKind } from "../store/timers.ts";
import { changeEmail } from "./change-email.ts";
import { dailyCheckpoint } from "./daily-checkpoint.ts";
import { expireInvitation } from "./expire-invitation.ts";
import { lapseReset } from "./lapse-reset.ts";
import type { Refresh } from "./refresh-bot-token.ts";
import { refreshOnTime } from "./refresh-on-time.ts";
import { waitForDecision } from "./wait-for-decision.ts";

const batch = 20;
/** A timer whose process died is taken up again after this. */
const leaseMs = 60_000;
/** Left to a process that has the key, or the app's secrets at Slack. */
const notSigning: TimerKind[] = ["audit_checkpoint"];
const notRefreshing: TimerKind[] = ["token_refresh"];

/** Does what is due in any company, each in a transaction of its own with the mark that it is done: once, whoever is killed. Answers how many. */
export async function runTimers(
  deps: Deps,
  { refresh }: { refresh?: Refresh | undefined } = {},
): Promise<number> {
  const now = deps.now();
  const except = [...(deps.auditSigningKey ? [] : notSigning), ...(refresh ? [] : notRefreshing)];
  const due = await asWorker(deps.db, (tx) => claimDueTimers(tx, now, { limit: batch, leaseMs, except }));
  for (const timer of due) {
    const { companyId, refId: workspaceId } = timer;
    // It asks Slack, which no transaction waits for. What is not done is due again after the lease.
    const isRefresh = timer.kind === "token_refresh" && refresh;
    if (isRefresh && !(await refreshOnTime(deps, { companyId, workspaceId, refresh }))) continue;
    const work = inTenant(deps.db, companyId, async (tx) => {
      if (!(await lockOpenTimer(tx, timer.id))) return;
      await act(tx, deps, timer);
      await markTimerDone(tx, timer.id, now);
    });
    // One that fails is taken up again after its lease, and keeps no other waiting.
    await work.catch((err: unknown) =>
      deps.log.error({ event: "timer_failed", timerId: timer.id, err }, "timer failed"),
    );
  }
  return due.length;
}

function act(tx: Tx, deps: Deps, { kind, refId, companyId }: Timer): Promise<void> {
  switch (kind) {
    case "token_refresh":
      return Promise.resolve();
    case "reset_lapse":
      return lapseReset(tx, deps, refId);
    case "email_change":
      return changeEmail(tx, deps, refId);
    case "invitation_expire":
      return expireInvitation(tx, deps, refId);
    case "audit_checkpoint":
      return dailyCheckpoint(tx, deps, companyId);
    case "request_dm_named":
    case "request_dm_rest":
    case "request_remind":
    case "request_expiring":
    case "request_expire":
    case "request_may_proceed":
      return waitForDecision(tx, deps, { kind, requestId: refId });
    default:
      // A newer process may have written a kind that this one does not know: it takes it up when it comes to it.
      throw new Error(`unknown timer kind ${kind}`);
  }
}
