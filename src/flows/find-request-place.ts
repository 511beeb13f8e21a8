import type { Deps } from "../deps.ts";
import type { SlackActor } from "../domain/actor.ts";
import { inTenant } from "../store/db.ts";
import { listPostings, type Posting } from "../store/postings.ts";
import { auditRefusal } from "./audit-act.ts";

/**
 * Whether a click came from a conversation that is stored with the request: the approvals channel, or the clicker's own direct
 * messages. A message that was copied, forged or shared elsewhere decides nothing (A13); a no is audited (R56).
 */
export async function isPlaceOfRequest(
  deps: Pick<Deps, "db" | "now">,
  actor: SlackActor,
  { requestId, channelId }: { requestId: string; channelId: string | undefined },
): Promise<boolean> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const postings = await listPostings(tx, requestId);
    const isPlace = postings.some((one) => isHere(one, actor, channelId));
    const refusal = { code: "elsewhere" } as const;
    if (!isPlace) await auditRefusal(tx, deps, { actor, act: "decide_request", refusal });
    return isPlace;
  });
}

function isHere(
  { recipientId, workspaceId, channelId: stored }: Posting,
  actor: SlackActor,
  channelId: string | undefined,
): boolean {
  if (channelId === undefined || workspaceId !== actor.workspaceId) return false;
  if (recipientId === null) return stored === channelId;
  if (recipientId !== actor.userId) return false;
  // Slack took the message, and the answer that names the conversation is not stored yet.
  return stored === null ? channelId.startsWith("D") : stored === channelId;
}
