import type { Deps } from "../deps.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";

/**
 * One line in the approvals channel for what was done without a request: the event of the audit chain is what it says
 * (DESIGN 3). Without a channel nobody is written to: what concerns a person has a notice of its own.
 */
export async function postAct(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  seq: number,
): Promise<void> {
  const { approvalsChannelId } = await getCompany(tx);
  if (approvalsChannelId) await insertOutbox(tx, deps, { kind: "act_post", refId: String(seq) });
}
