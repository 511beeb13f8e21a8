import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { closeHelpCall } from "../store/help-calls.ts";
import { insertOutbox } from "../store/outbox.ts";
import { listPostings } from "../store/postings.ts";

/** The person is in again, or was reset: the number is worth nothing any more, and the message says so and loses its button. */
export async function endHelpCall(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  userId: string,
): Promise<void> {
  const callId = await closeHelpCall(tx, userId, deps.now());
  if (!callId) return;
  for (const { id: refId } of await listPostings(tx, callId))
    await insertOutbox(tx, deps, { kind: "help_call_redraw", refId });
}
