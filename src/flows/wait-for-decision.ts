import type { Deps } from "../deps.ts";
import { closedAs } from "../domain/request.ts";
import { appendAudit } from "../store/audit.ts";
import type { Tx } from "../store/db.ts";
import { findRequest, listApprovals, lockRequest, updateRequest } from "../store/requests.ts";
import type { TimerKind } from "../store/timers.ts";
import { findUser, lockUser } from "../store/users.ts";
import { withRights } from "./lock-actor.ts";
import { sendCopies } from "./remind-of-request.ts";
import { matterOf } from "./submit-act.ts";
import { tellRequest } from "./tell-request.ts";
import { weighRequest } from "./weigh-request.ts";

type RequestTimer = Extract<TimerKind, `request_${string}`>;

/** What happens by itself while nobody decides. A timer that finds the request decided does nothing. */
export async function waitForDecision(
  tx: Tx,
  deps: Deps,
  { kind, requestId }: { kind: RequestTimer; requestId: string },
): Promise<void> {
  const found = await findRequest(tx, requestId);
  if (!found) return;
  const requester = await withRights(tx, await lockUser(tx, found.requesterId));
  const request = await lockRequest(tx, requestId);
  if (request?.state !== "pending") return;
  const now = deps.now();
  if (closedAs(request, now) === "expired") {
    await updateRequest(tx, request, { state: "expired", decidedAt: now });
    await tellRequest(tx, deps, { request, news: "expired" });
    const { subjectId } = request;
    await appendAudit(tx, { kind: "request_expired", at: now, subjectId, facts: { requestId } });
    return;
  }
  if (kind === "request_remind") return tellRequest(tx, deps, { request, news: "reminder" });
  if (kind === "request_expiring") return tellRequest(tx, deps, { request, news: "expiring" });
  if (kind === "request_may_proceed") return tellRequest(tx, deps, { request, news: "may_proceed" });
  if (kind === "request_expire") return;
  const user = request.subjectId ? await findUser(tx, request.subjectId) : undefined;
  const subject = user && (await withRights(tx, user));
  const { details, isAsk, ruleAtCreation } = request;
  const matter = matterOf({ person: requester, subject, details, isAsk });
  const approverIds = (await listApprovals(tx, requestId)).map((one) => one.approverId);
  const weighed = await weighRequest(tx, deps, { matter, ruleAtCreation, approverIds });
  const who = kind === "request_dm_named" ? "named" : "all";
  await sendCopies(tx, deps, { decision: { request, matter, weighed }, who });
}
