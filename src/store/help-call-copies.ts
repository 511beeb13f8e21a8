import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Tx } from "./db.ts";
import { findHelpCall } from "./help-calls.ts";
import { insertOutbox } from "./outbox.ts";
import { findDmPosting, insertPosting } from "./postings.ts";
import { findSlackAddress } from "./slack-links.ts";
import { listAdministrators } from "./users.ts";

/** More would be a flood, and nobody's job. */
const maxCopies = 10;

/**
 * A call for help to each Payments Admin, where there is no channel for it; to System Administrators where there is none, as
 * they can make one. Never to the person. Once a person.
 */
export async function sendHelpCopies(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { callId }: { callId: string },
): Promise<void> {
  const call = await findHelpCall(tx, callId);
  const able = (await listAdministrators(tx)).filter(
    (one) => one.firstEnrolledAt !== null && one.id !== call?.userId,
  );
  const admins = able.filter((one) => one.grantedAt !== null);
  for (const { id } of (admins.length > 0 ? admins : able).slice(0, maxCopies))
    await sendCopy(tx, deps, { refId: callId, recipientId: id });
}

async function sendCopy(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  copy: { refId: string; recipientId: string },
): Promise<void> {
  if (await findDmPosting(tx, copy.refId, copy.recipientId)) return;
  const address = await findSlackAddress(tx, copy.recipientId);
  if (address) {
    const id = newId(deps.randomBytes);
    await insertPosting(tx, { id, ...copy, workspaceId: address.workspaceId, createdAt: deps.now() });
  }
  await insertOutbox(tx, deps, { kind: "help_call_dm", ...copy });
}
