import type { Deps } from "../deps.ts";
import type { RequestDetails } from "../domain/request.ts";
import { updateCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { auditAct } from "./audit-act.ts";
import type { Execution } from "./execute-act.ts";
import { marksOf } from "./grant-payments-admin.ts";

type Change = Pick<Execution, "actor" | "request"> & { details: Extract<RequestDetails, { kind: "policy" }> };

/** The company's new policy and approvals channel, audited with before and after (R49). */
export async function changePolicy(tx: Tx, deps: Deps, { actor, request, details }: Change): Promise<void> {
  const { before, after } = details;
  await updateCompany(tx, {
    policy: { ...after.policy },
    approvalsWorkspaceId: after.channel?.workspaceId ?? null,
    approvalsChannelId: after.channel?.channelId ?? null,
    approvalsChannelName: after.channel?.name ?? null,
    approvalsChannelFault: null,
  });
  // The first post is a test: whether it comes is seen before the first request must.
  if (after.channel && after.channel.channelId !== before.channel?.channelId)
    await insertOutbox(tx, deps, { kind: "channel_test_post", refId: after.channel.channelId });
  const facts = {
    requestId: request.id,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    ...marksOf(request),
  };
  await auditAct(tx, deps, { actor, kind: "policy_changed", facts });
}
