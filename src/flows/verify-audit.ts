import { type ChainPlace, chainStart, isNextInChain } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { findAuditHead } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { eachCompany } from "./each-company.ts";
import { readAudit } from "./read-audit.ts";

export type AuditVerdict = { company: string; events: number; brokenAt: number | null };
/** How far it is in the chain at hand, for whoever watches. */
type OnProgress = (done: number, all: number) => void;

/** Walks each company's chain from its start: a changed, missing or reordered event shows as the first `seq` that does not fit (R55). */
export async function verifyAudit(
  deps: Pick<Deps, "db">,
  { slug, onProgress = () => {} }: { slug?: string | undefined; onProgress?: OnProgress },
): Promise<AuditVerdict[]> {
  const verdicts: AuditVerdict[] = [];
  for (const { slug: company, companyId } of await eachCompany(deps, slug)) {
    verdicts.push({ company, ...(await verifyChain(deps, companyId, onProgress)) });
  }
  return verdicts;
}

async function verifyChain(
  deps: Pick<Deps, "db">,
  companyId: string,
  onProgress: OnProgress,
): Promise<{ events: number; brokenAt: number | null }> {
  // The end is read first: events appended meanwhile come after it.
  const head = await inTenant(deps.db, companyId, findAuditHead);
  let place: ChainPlace = { seq: 0, hash: chainStart };
  for await (const page of readAudit(deps, companyId, { after: 0 })) {
    for (const event of page) {
      if (!isNextInChain(place, event)) return { events: place.seq, brokenAt: place.seq + 1 };
      place = event;
      if (head && event.seq === head.seq && event.hash !== head.hash)
        return { events: event.seq, brokenAt: event.seq };
    }
    onProgress(place.seq, head?.seq ?? place.seq);
  }
  // Events without a stored end, or an end beyond the last event: something was taken away.
  const isCut = head ? place.seq < head.seq : place.seq > 0;
  return { events: place.seq, brokenAt: isCut ? place.seq + 1 : null };
}
