import type { Deps } from "../deps.ts";
import { asWorker } from "../store/db.ts";
import { type OutboxState, readOutboxState } from "../store/outbox-state.ts";

/** What waits to be sent, in all companies together. */
export const viewOutboxState = ({ db, now }: Pick<Deps, "db" | "now">): Promise<OutboxState> =>
  asWorker(db, (tx) => readOutboxState(tx, now()));
