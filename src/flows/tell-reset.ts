import type { Deps } from "../deps.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import type { OutboxKind } from "../store/outbox-kinds.ts";
import { findRequest } from "../store/requests.ts";
import { findResetOwnerId } from "../store/reset-people.ts";
import type { Reset } from "../store/resets.ts";
import { type Telling, tellRequest } from "./tell-request.ts";

type TellDeps = Pick<Deps, "now" | "randomBytes" | "keys">;

/** How a reset goes on: in the thread of its request, and by a message of its own to whoever asked for it. */
export async function tellReset(
  tx: Tx,
  deps: TellDeps,
  { reset, notice, ...telling }: Telling & { reset: Reset; notice?: OutboxKind },
): Promise<void> {
  const request = reset.requestId ? await findRequest(tx, reset.requestId) : undefined;
  if (request) await tellRequest(tx, deps, { request, ...telling });
  const recipientId = notice ? await findResetOwnerId(tx, reset) : undefined;
  if (notice && recipientId) await insertOutbox(tx, deps, { kind: notice, refId: reset.id, recipientId });
}
