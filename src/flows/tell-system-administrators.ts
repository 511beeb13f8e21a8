import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import type { OutboxKind } from "../store/outbox-kinds.ts";
import { listAdministrators } from "../store/users.ts";

type Telling = { kind: OutboxKind; refId: string; payload?: Record<string, string> };

/** Tells whoever looks after the company's settings, whoever did it, too: perhaps it was not they. */
export async function tellSystemAdministrators(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  telling: Telling,
): Promise<void> {
  for (const { id: recipientId, role, status } of await listAdministrators(tx)) {
    if (role !== "system_administrator" || status !== "active") continue;
    await insertOutbox(tx, deps, { ...telling, recipientId });
  }
}
