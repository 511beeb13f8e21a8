import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "./db.ts";
import { insertOutbox } from "./outbox.ts";
import { findDmPosting, insertPosting } from "./postings.ts";
import { findSlackAddress } from "./slack-links.ts";

/** The request with its buttons to one person: by DM, or by mail where no Slack is linked. Once a person. */
export async function sendCopy(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { requestId, recipientId }: { requestId: string; recipientId: string },
): Promise<void> {
  if (await findDmPosting(tx, requestId, recipientId)) return;
  const address = await findSlackAddress(tx, recipientId);
  if (address) {
    const id = newId(deps.randomBytes);
    const { workspaceId } = address;
    await insertPosting(tx, { id, refId: requestId, workspaceId, recipientId, createdAt: deps.now() });
  }
  await insertOutbox(tx, deps, { kind: "request_dm", refId: requestId, recipientId });
}
