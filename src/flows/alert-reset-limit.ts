import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { Refusal } from "../domain/refusal.ts";
import { lockCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { hasMessageSince } from "../store/outbox.ts";
import { tellAdministrators } from "./tell-administrators.ts";

/** One alert tells as much as ten: those who hear of it look at what happened. */
const alertEveryMs = 60 * 60_000;

/** Somebody has come to a limit of resets: the other administrators hear of it, once an hour (R50). Any other refusal is none of this. */
export async function alertResetLimit(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes" | "keys">,
  { actor, refusal }: { actor: Actor; refusal: Refusal },
): Promise<void> {
  if (refusal.code !== "reset_limit") return;
  // Two who come to it at once tell it once.
  await lockCompany(tx);
  const since = new Date(deps.now().getTime() - alertEveryMs);
  if (await hasMessageSince(tx, "reset_limit_alert_dm", since)) return;
  const payload = { limit: refusal.limit };
  const { userId } = actor;
  await tellAdministrators(tx, deps, {
    refId: userId,
    dm: "reset_limit_alert_dm",
    except: [userId],
    payload,
  });
}
