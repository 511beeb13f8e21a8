import type { KeyObject } from "node:crypto";
import { chainStart } from "../crypto/audit-hash.ts";
import { signCheckpoint } from "../crypto/checkpoint.ts";
import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { isCheckpointTold } from "../domain/checkpoint.ts";
import { findAuditHead } from "../store/audit.ts";
import { findToldCheckpoint, insertCheckpoint, type StoredCheckpoint } from "../store/checkpoints.ts";
import type { Tx } from "../store/db.ts";
import type { Chain } from "./each-company.ts";

type Signing = { key: KeyObject; chain: Chain; isForPeople: boolean };

/**
 * Signs the end of the tenant's chain as it is committed now, and keeps it. `isForPeople`: they are sent it, unless the one
 * that they have says the same.
 */
export async function signChain(
  tx: Tx,
  deps: Pick<Deps, "now" | "randomBytes">,
  { key, chain, isForPeople }: Signing,
): Promise<StoredCheckpoint> {
  const { seq, hash } = (await findAuditHead(tx)) ?? { seq: 0, hash: chainStart };
  const at = deps.now();
  const { slug, companyId } = chain;
  const signed = signCheckpoint(key, { chain: slug, companyId, seq, hash, at });
  const isTold = isForPeople && isCheckpointTold(await findToldCheckpoint(tx), signed);
  const checkpoint = { ...signed, id: newId(deps.randomBytes), isTold };
  await insertCheckpoint(tx, checkpoint);
  return checkpoint;
}
