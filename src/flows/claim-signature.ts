import { hashToken } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import { inTenant } from "../store/db.ts";
import { deleteSignatures, insertSignature } from "../store/used-signatures.ts";

/** A signature is good for 5 minutes on either side of its time: 10 in all, and as many again for clocks that differ. */
const keptMs = 20 * 60_000;

/**
 * Whether a signed request may have its effect: the first time, at whatever process, and not again (A03). In a transaction of
 * its own, before the effect: should that fail, people click again, which Slack signs anew.
 */
export async function claimSignature(
  { db, now }: Pick<Deps, "db" | "now">,
  { companyId, signature }: { companyId: string; signature: string },
): Promise<boolean> {
  const usedAt = now();
  return inTenant(db, companyId, async (tx) => {
    const before = new Date(usedAt.getTime() - keptMs);
    const signed = { hash: hashToken(signature), usedAt };
    const [isFirst] = await Promise.all([insertSignature(tx, signed), deleteSignatures(tx, { before })]);
    return isFirst;
  });
}
