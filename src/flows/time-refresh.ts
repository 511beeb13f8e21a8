import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { type BotToken, refreshAheadMs } from "../domain/installation.ts";
import type { Tx } from "../store/db.ts";
import { insertTimers } from "../store/timers.ts";

type Timed = { workspaceId: string } & Pick<BotToken, "rotation">;

/** When the token must be exchanged, though nobody uses it: long before it ends, so that nobody ever waits for Slack to do so. */
export async function timeRefresh(
  tx: Tx,
  deps: Pick<Deps, "randomBytes">,
  { workspaceId: refId, rotation }: Timed,
): Promise<void> {
  if (!rotation) return;
  const dueAt = new Date(rotation.expiresAt.getTime() - refreshAheadMs);
  await insertTimers(tx, { id: newId(deps.randomBytes), kind: "token_refresh", refId, dueAt });
}
