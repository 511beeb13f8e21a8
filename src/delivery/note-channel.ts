import type { Deps } from "../deps.ts";
import type { ChannelFault } from "../domain/refusal.ts";
import { appendAudit } from "../store/audit.ts";
import { getCompany, lockCompany, updateCompany } from "../store/companies.ts";
import { inTenant } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { listAdministrators } from "../store/users.ts";

type Looked = {
  companyId: string;
  workspaceId: string;
  channelId: string;
  fault: ChannelFault | undefined;
};

/**
 * Keeps what was found of the approvals channel before a post. System Administrators hear of a fault once; it is forgotten
 * when the channel works again, or another one is chosen.
 */
export async function noteChannel(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "keys">,
  { companyId, workspaceId, channelId, fault }: Looked,
): Promise<void> {
  await inTenant(deps.db, companyId, async (tx) => {
    const isKnown = async () => {
      const company = await getCompany(tx);
      const isOurs = company.approvalsChannelId === channelId && company.approvalsWorkspaceId === workspaceId;
      return !isOurs || company.approvalsChannelFault === (fault ?? null);
    };
    // Almost always: then nobody waits for the company's lock.
    if (await isKnown()) return;
    await lockCompany(tx);
    if (await isKnown()) return;
    await updateCompany(tx, { approvalsChannelFault: fault ?? null });
    if (fault) {
      const payload = { fault };
      for (const { id: recipientId, role, status } of await listAdministrators(tx)) {
        if (role !== "system_administrator" || status !== "active") continue;
        await insertOutbox(tx, deps, {
          kind: "channel_fault_notice",
          refId: channelId,
          recipientId,
          payload,
        });
      }
    }
    const kind = fault ? "approvals_channel_failed" : "approvals_channel_works";
    await appendAudit(tx, { kind, at: deps.now(), facts: { workspaceId, channelId, fault: fault ?? null } });
  });
}
