import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { listDeciders } from "../store/deciders.ts";
import { findRequestFacts, type RequestFacts } from "../store/request-facts.ts";
import { listPendingRequests, listRequestsOf, type Request } from "../store/requests.ts";

/** No list on a screen is longer. */
const maxShown = 10;
/** Of the oldest that are pending so many are looked at. */
const maxPending = 50;

export type MyRequests = {
  /** Pending requests that the person may decide and has not yet, oldest first. */
  waitingForMe: RequestFacts[];
  /** The person's own, newest first. */
  mine: RequestFacts[];
};

/** What waits for the person, and what the person asked for. */
export function viewRequests(deps: Pick<Deps, "db" | "now">, actor: Actor): Promise<MyRequests> {
  return inTenant(deps.db, actor.companyId, (tx) =>
    listMyRequests(tx, { userId: actor.userId, now: deps.now() }),
  );
}

/** The same inside a transaction that reads more. */
export async function listMyRequests(tx: Tx, { userId, now }: Who): Promise<MyRequests> {
  const waitingForMe = await listWaiting(tx, { userId, now });
  const mine = await factsOf(tx, await listRequestsOf(tx, userId, maxShown), now);
  return { waitingForMe, mine };
}

type Who = { userId: string; now: Date };

async function listWaiting(tx: Tx, { userId, now }: Who): Promise<RequestFacts[]> {
  const me = (await listDeciders(tx, now)).find((one) => one.id === userId);
  // Almost everybody: nothing of anybody's is read for them.
  if (!me?.isPaymentsAdmin && !me?.isSystemAdministrator) return [];
  const waiting: RequestFacts[] = [];
  for (const { id, requesterId, subjectId, expiresAt } of await listPendingRequests(tx, maxPending)) {
    if (requesterId === userId || subjectId === userId || expiresAt <= now) continue;
    const facts = await findRequestFacts(tx, { id, now });
    const hasDecided = facts?.approvals.some((one) => one.id === userId);
    if (facts?.deciderIds.includes(userId) && !hasDecided) waiting.push(facts);
    if (waiting.length === maxShown) break;
  }
  return waiting;
}

async function factsOf(tx: Tx, requests: Request[], now: Date): Promise<RequestFacts[]> {
  const found: RequestFacts[] = [];
  for (const { id } of requests) {
    const facts = await findRequestFacts(tx, { id, now });
    if (facts) found.push(facts);
  }
  return found;
}
