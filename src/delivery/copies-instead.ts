import type { Deps } from "../deps.ts";
import { closedAs, maxDirectMessages } from "../domain/request.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { sendHelpCopies } from "../store/help-call-copies.ts";
import type { ClaimedMessage } from "../store/outbox.ts";
import { findChannelPosting, updatePosting } from "../store/postings.ts";
import { sendCopy } from "../store/request-copies.ts";
import { findRequestFacts } from "../store/request-facts.ts";

/**
 * A request that will not be posted in the channel goes by DM, or mail, to everybody who could approve it (DESIGN 3). Its
 * place in the channel is given up: no button counts there, should an attempt have reached Slack after all (A13).
 */
export function sendCopiesInstead(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  { companyId, refId: requestId }: ClaimedMessage,
): Promise<void> {
  return inTenant(deps.db, companyId, async (tx) => {
    await giveUpPlace(tx, requestId);
    const facts = await findRequestFacts(tx, { id: requestId, now: deps.now() });
    if (!facts || closedAs(facts.request, deps.now())) return;
    for (const { id: recipientId } of facts.approvers.slice(0, maxDirectMessages)) {
      await sendCopy(tx, deps, { requestId, recipientId });
    }
  });
}

/** The same for a call for help: a bell that nobody hears helps nobody. */
export function sendHelpInstead(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  { companyId, refId: callId }: ClaimedMessage,
): Promise<void> {
  return inTenant(deps.db, companyId, async (tx) => {
    await giveUpPlace(tx, callId);
    await sendHelpCopies(tx, deps, { callId });
  });
}

async function giveUpPlace(tx: Tx, refId: string): Promise<void> {
  const posting = await findChannelPosting(tx, refId);
  if (posting) await updatePosting(tx, posting.id, { channelId: null, ts: null });
}
