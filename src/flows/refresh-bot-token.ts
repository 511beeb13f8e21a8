import { boxPlace } from "../crypto/box-place.ts";
import { open } from "../crypto/secret-box.ts";
import type { Deps } from "../deps.ts";
import { type BotToken, refreshAheadMs, refreshLeaseMs, refreshPauseMs } from "../domain/installation.ts";
import { appendAudit } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { failRefresh, leaseRefresh, saveRefreshed } from "../store/installations.ts";
import { sealToken } from "./seal-token.ts";
import { tellSystemAdministrators } from "./tell-system-administrators.ts";
import { timeRefresh } from "./time-refresh.ts";

/** Exchanges a refresh token at Slack. `code` is Slack's word for why not, or ours for an outage. */
export type Refresh = (
  refreshToken: string,
) => Promise<({ ok: true } & BotToken) | { ok: false; code: string }>;

export type RefreshDeps = Pick<Deps, "db" | "now" | "keys" | "randomBytes" | "log">;
type Wanted = { companyId: string; workspaceId: string; refresh: Refresh };

/**
 * A new token where the present one ends soon. Slack takes a refresh token once, so whoever leases the row makes the call, of
 * all processes there are; the others hear "elsewhere". No transaction is open meanwhile. One that fails is told to the
 * System Administrators, and may be tried again a minute later.
 */
export async function refreshBotToken(
  deps: RefreshDeps,
  { companyId, workspaceId, refresh }: Wanted,
): Promise<"refreshed" | "failed" | "elsewhere"> {
  const now = deps.now();
  const lease = {
    id: workspaceId,
    now,
    leasedUntil: new Date(now.getTime() + refreshLeaseMs),
    endsBefore: new Date(now.getTime() + refreshAheadMs),
  };
  const box = await inTenant(deps.db, companyId, (tx) => leaseRefresh(tx, lease));
  if (box === undefined) return "elsewhere";
  const answer = await refresh(open(deps.keys, boxPlace("workspaces.refresh_box", workspaceId), box));
  const held = { companyId, workspaceId, leasedUntil: lease.leasedUntil };
  if (!answer.ok) return noteFailure(deps, held, answer.code);
  await inTenant(deps.db, companyId, async (tx) => {
    const isOurs = await saveRefreshed(tx, held, sealToken(deps, { workspaceId, ...answer }));
    // Installed again meanwhile: that token is newer.
    if (isOurs) await timeRefresh(tx, deps, { workspaceId, rotation: answer.rotation });
  });
  deps.log.info({ event: "slack_token_refreshed", companyId, workspaceId }, "Slack token refreshed");
  return "refreshed";
}

type Held = { companyId: string; workspaceId: string; leasedUntil: Date };

async function noteFailure(deps: RefreshDeps, held: Held, code: string): Promise<"failed"> {
  const { companyId, workspaceId } = held;
  deps.log.error(
    { event: "slack_token_not_refreshed", companyId, workspaceId, code },
    "Slack token not refreshed",
  );
  await inTenant(deps.db, companyId, async (tx) => {
    const at = deps.now();
    const again = new Date(at.getTime() + refreshPauseMs);
    if ((await failRefresh(tx, held, { at, again })) !== "first") return;
    await tellSystemAdministrators(tx, deps, { kind: "workspace_token_notice", refId: workspaceId });
    await appendAudit(tx, { kind: "workspace_token_failed", at, workspaceId, facts: { code } });
  });
  return "failed";
}
