import type { SignedCheckpoint } from "../crypto/checkpoint.ts";
import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { type Chain, eachChain } from "./each-company.ts";
import { signChain } from "./sign-checkpoint.ts";

/** Signs the end of the named chain now, or of every chain, for an operator who takes them away. Nobody is sent them; undefined without a key. */
export async function makeCheckpoints(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "auditSigningKey">,
  only: Chain | undefined,
): Promise<SignedCheckpoint[] | undefined> {
  const { auditSigningKey: key } = deps;
  if (!key) return undefined;
  const checkpoints: SignedCheckpoint[] = [];
  for (const chain of only ? [only] : await eachChain(deps, undefined)) {
    const signed = await inTenant(deps.db, chain.companyId, (tx) =>
      signChain(tx, deps, { key, chain, isForPeople: false }),
    );
    checkpoints.push(signed);
  }
  return checkpoints;
}
