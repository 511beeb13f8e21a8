import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { findOpenLinkAttempt, type SlackIdentity } from "../store/slack-links.ts";

/** Whether the portal shows this Slack identity's person a number right now: a new link would void it. */
export async function hasWaitingNumber(
  deps: Pick<Deps, "db" | "now">,
  { companyId, ...identity }: SlackIdentity & { companyId: string },
): Promise<boolean> {
  const attempt = await inTenant(deps.db, companyId, (tx) => findOpenLinkAttempt(tx, identity));
  return attempt?.numberExpiresAt != null && attempt.numberExpiresAt > deps.now();
}
