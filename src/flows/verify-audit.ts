import { chainStart, hashAuditEvent } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { findAuditHead, listAuditAfter } from "../store/audit.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { eachCompany } from "./each-company.ts";

export type AuditVerdict = { company: string; events: number; brokenAt: number | null };

const pageSize = 1000;

/** Walks each company's chain from its start: a changed, missing or reordered event shows as the first `seq` that does not fit (R55). */
export async function verifyAudit(
  deps: Pick<Deps, "db">,
  { slug }: { slug?: string | undefined },
): Promise<AuditVerdict[]> {
  const verdicts: AuditVerdict[] = [];
  for (const { slug: company, companyId } of await eachCompany(deps, slug)) {
    verdicts.push({ company, ...(await inTenant(deps.db, companyId, verifyChain)) });
  }
  return verdicts;
}

async function verifyChain(tx: Tx): Promise<{ events: number; brokenAt: number | null }> {
  // The end is read first: events appended meanwhile come after it.
  const head = await findAuditHead(tx);
  let [seq, hash] = [0, chainStart];
  for (;;) {
    const page = await listAuditAfter(tx, seq, pageSize);
    for (const event of page) {
      const fits =
        event.seq === seq + 1 && event.prevHash === hash && hashAuditEvent(hash, event) === event.hash;
      if (!fits) return { events: seq, brokenAt: seq + 1 };
      seq = event.seq;
      hash = event.hash;
      if (head && seq === head.seq && hash !== head.hash) return { events: seq, brokenAt: seq };
    }
    if (page.length < pageSize) break;
  }
  // Events without a stored end, or an end beyond the last event: something was taken away.
  const isCut = head ? seq < head.seq : seq > 0;
  return { events: seq, brokenAt: isCut ? seq + 1 : null };
}
