import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { isAdministrator } from "../domain/person.ts";
import { policyOf } from "../domain/policy.ts";
import { closedAs, proceedsAt } from "../domain/request.ts";
import { getCompany, lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { hasGrant } from "../store/grants.ts";
import { findRequest, listApprovals, lockRequest, type Request } from "../store/requests.ts";
import { insertTimers, type TimerKind } from "../store/timers.ts";
import { findUser, lockUser } from "../store/users.ts";
import { expireRequest } from "./expire-request.ts";
import { sendCopies } from "./remind-of-request.ts";
import { matterOf } from "./submit-act.ts";
import { tellRequest } from "./tell-request.ts";
import { type Weighed, weighRequest } from "./weigh-request.ts";

type RequestTimer = Extract<TimerKind, `request_${string}`>;

/** What happens by itself while nobody decides. A timer that finds the request decided does nothing. */
export async function waitForDecision(
  tx: Tx,
  deps: Deps,
  { kind, requestId }: { kind: RequestTimer; requestId: string },
): Promise<void> {
  const found = await findRequest(tx, requestId);
  if (!found) return;
  await lockUser(tx, found.requesterId);
  const request = await lockRequest(tx, requestId);
  await lockCompany(tx);
  if (request?.state !== "pending") return;
  const now = deps.now();
  if (closedAs(request, now) === "expired") {
    return expireRequest(tx, deps, request);
  }
  if (kind === "request_expire") return;
  if (kind === "request_may_proceed") return tellOfTime(tx, deps, request);
  const weighed = await weigh(tx, deps, request);
  // The people who would have to decide are gone for longer than a week: what is there is enough by now (DESIGN 2).
  if (weighed.quorum.isReached) return tellRequest(tx, deps, { request, news: "may_proceed" });
  if (kind === "request_remind") return tellRequest(tx, deps, { request, news: "reminder" });
  if (kind === "request_expiring") return tellRequest(tx, deps, { request, news: "expiring" });
  const who = kind === "request_dm_named" ? "named" : "all";
  await sendCopies(tx, deps, { decision: { request, matter: weighed.matter, weighed }, who });
}

/** Read without locks of the people: this only writes to them, and whoever decides reads it again. */
async function weigh(tx: Tx, deps: Deps, request: Request): Promise<Weighed> {
  const user = request.subjectId ? await findUser(tx, request.subjectId) : undefined;
  const subject = user && {
    id: user.id,
    isAdministrator: isAdministrator(user, await hasGrant(tx, user.id)),
  };
  const { details, isAsk, ruleAtCreation } = request;
  const matter = matterOf({ person: { id: request.requesterId }, subject, details, isAsk });
  const approverIds = (await listApprovals(tx, request.id)).map((one) => one.approverId);
  return weighRequest(tx, deps, { matter, ruleAtCreation, approverIds });
}

/** The wait may be longer by now, or proceeding not allowed any more. */
async function tellOfTime(tx: Tx, deps: Deps, request: Request): Promise<void> {
  const at = proceedsAt(request, policyOf((await getCompany(tx)).policy));
  if (at === null) return;
  if (at <= deps.now()) return tellRequest(tx, deps, { request, news: "may_proceed" });
  const id = newId(deps.randomBytes);
  await insertTimers(tx, { id, kind: "request_may_proceed", refId: request.id, dueAt: at });
}
