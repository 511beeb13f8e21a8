import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { bringForward, type ClaimedMessage } from "../store/outbox.ts";
import { updatePosting } from "../store/postings.ts";
import type { Rendered } from "./rendered.ts";

/**
 * Keeps where a message stands, so that it can be drawn again and answered in its thread. Slack knows no idempotency key: a
 * crash between its answer and this note posts a second message, and this note is then about that one. The first keeps
 * its buttons, which decide nothing that the row does not allow.
 */
export async function notePosted(
  deps: Pick<Deps, "db" | "now">,
  { companyId, refId }: ClaimedMessage,
  { rendered, receipt }: { rendered: Rendered; receipt: Record<string, string> },
): Promise<void> {
  const posted = "post" in rendered ? rendered.post : "dm" in rendered ? rendered.dm : undefined;
  const { channel: channelId, ts } = receipt;
  // By mail instead: then there is nothing in Slack.
  if (!posted?.postingId || !channelId || !ts) return;
  const { postingId } = posted;
  await inTenant(deps.db, companyId, async (tx) => {
    await updatePosting(tx, postingId, { channelId, ts });
    // What happened meanwhile waited for this message, to be drawn or to stand in its thread.
    await bringForward(tx, deps.now(), { kind: "request_redraw", refId: postingId });
    if ("post" in rendered) await bringForward(tx, deps.now(), { kind: "request_thread", refId });
  });
}
