import type { Deps } from "../deps.ts";
import { closedAs } from "../domain/request.ts";
import type { Tx } from "../store/db.ts";
import { listDeciders } from "../store/deciders.ts";
import { sendCopy } from "../store/request-copies.ts";
import { findRequestFacts } from "../store/request-facts.ts";
import { listPendingRequests } from "../store/requests.ts";

/** More would be a flood, not help: the rest stands in the channel and in Home. */
const maxWaiting = 20;

/** What waits for a decision of somebody who has just linked Slack: until now it reached them by mail at most. */
export async function sendWaitingRequests(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  recipientId: string,
): Promise<void> {
  const now = deps.now();
  const isDecider = (await listDeciders(tx, now)).some((one) => one.id === recipientId && one.isActive);
  if (!isDecider) return;
  for (const { id } of await listPendingRequests(tx, maxWaiting)) {
    const facts = await findRequestFacts(tx, { id, now });
    if (!facts || closedAs(facts.request, now)) continue;
    const hasSaidYes = facts.approvals.some((one) => one.id === recipientId);
    if (hasSaidYes || !facts.deciderIds.includes(recipientId)) continue;
    await sendCopy(tx, deps, { requestId: id, recipientId });
  }
}
