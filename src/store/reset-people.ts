import { fullName } from "../domain/person.ts";
import type { Tx } from "./db.ts";
import { operatorName } from "./message-facts.ts";
import { findRequest } from "./requests.ts";
import type { Reset } from "./resets.ts";
import { findUser } from "./users.ts";

type OfReset = Pick<Reset, "actorId" | "operator" | "requestId">;

/** Who did the reset, as people read it. */
export async function findResetActorName(tx: Tx, { actorId, operator }: OfReset): Promise<string> {
  const actor = actorId ? await findUser(tx, actorId) : undefined;
  return actor ? fullName(actor) : operatorName(operator);
}

/** Whom to tell how it goes: whoever asked for it, else whoever did it; nobody where the operator did. */
export async function findResetOwnerId(tx: Tx, { actorId, requestId }: OfReset): Promise<string | undefined> {
  const request = requestId ? await findRequest(tx, requestId) : undefined;
  return request?.requesterId ?? actorId ?? undefined;
}
