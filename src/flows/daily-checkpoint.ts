import type { Deps } from "../deps.ts";
import { followingCheckpointAt, installationChain, installationId } from "../domain/checkpoint.ts";
import { getCompany } from "../store/companies.ts";
import type { Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { listAdministrators } from "../store/users.ts";
import { planCheckpoint } from "./plan-checkpoints.ts";
import { signChain } from "./sign-checkpoint.ts";

/**
 * The day's checkpoint of a company's chain, on its way to the people who keep it (R55), and the timer of the next. The
 * installation's goes to no company, whose business it is not: to the log, which an operator keeps elsewhere.
 */
export async function dailyCheckpoint(tx: Tx, deps: Deps, companyId: string): Promise<void> {
  const { auditSigningKey: key } = deps;
  if (!key) throw new Error("a checkpoint was taken up without a key to sign it");
  const isInstallation = companyId === installationId;
  const company = isInstallation ? undefined : await getCompany(tx);
  const { slug, timeZone } = company ?? { slug: installationChain, timeZone: "UTC" };
  const chain = { slug, companyId };
  const checkpoint = await signChain(tx, deps, { key, chain, isForPeople: !isInstallation });
  if (checkpoint.isTold) await tell(tx, deps, checkpoint.id, Boolean(company?.approvalsChannelId));
  const { seq, hash, keyId, signature, at } = checkpoint;
  deps.log.info(
    { event: "audit_checkpoint", chain: slug, companyId, seq, hash, at: at.toISOString(), keyId, signature },
    "the audit trail's end is signed",
  );
  await planCheckpoint(tx, followingCheckpointAt(deps.now(), timeZone));
}

/** To every System Administrator who can sign in, and in one line to the approvals channel. */
async function tell(tx: Tx, deps: Deps, refId: string, hasChannel: boolean): Promise<void> {
  for (const { id: recipientId, role, status } of await listAdministrators(tx)) {
    if (role !== "system_administrator" || status !== "active") continue;
    await insertOutbox(tx, deps, { kind: "checkpoint_mail", refId, recipientId });
  }
  if (hasChannel) await insertOutbox(tx, deps, { kind: "checkpoint_post", refId });
}
