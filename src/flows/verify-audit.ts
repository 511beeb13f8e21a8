import { type ChainPlace, chainStart, isNextInChain } from "../crypto/audit-hash.ts";
import { type CheckpointFinding, watchFor } from "../crypto/checkpoint-watch.ts";
import type { Deps } from "../deps.ts";
import { installationId } from "../domain/checkpoint.ts";
import { findAuditHead } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";
import { type Chain, eachChain } from "./each-company.ts";
import { readAuditToVerify } from "./read-audit.ts";

export type AuditVerdict = {
  company: string;
  events: number;
  brokenAt: number | null;
  /** Only where one was given. */
  checkpoint?: CheckpointFinding;
};
/** How far it is in the chain at hand, for whoever watches. */
type OnProgress = (done: number, all: number) => void;
type Options = { slug?: string | undefined; onProgress?: OnProgress };

/**
 * Walks each company's chain from its start, and the installation's where there is one: a changed, missing or reordered event
 * shows as the first `seq` that does not fit (R55).
 */
export async function verifyAudit(
  deps: Pick<Deps, "db">,
  { slug, onProgress }: Options,
): Promise<AuditVerdict[]> {
  const verdicts: AuditVerdict[] = [];
  for (const chain of await eachChain(deps, slug)) {
    const verdict = await verifyChain(deps, chain, { onProgress });
    const isUnused = chain.companyId === installationId && verdict.events === 0 && verdict.brokenAt === null;
    if (!isUnused) verdicts.push(verdict);
  }
  return verdicts;
}

type ChainOptions = { checkpoint?: ChainPlace; onProgress?: OnProgress | undefined };

/** One chain; with what it says of a checkpoint of it, which finds also a cut or rewritten end that fits by itself. */
export async function verifyChain(
  deps: Pick<Deps, "db">,
  { slug: company, companyId }: Chain,
  { checkpoint, onProgress = () => {} }: ChainOptions,
): Promise<AuditVerdict> {
  const start: ChainPlace = { seq: 0, hash: chainStart };
  const watch = checkpoint && watchFor(checkpoint, start);
  const walked = await walk(deps, companyId, { start, pass: watch?.pass ?? (() => {}), onProgress });
  return { company, ...walked, ...(watch ? { checkpoint: watch.finding(walked.brokenAt !== null) } : {}) };
}

type Walk = { start: ChainPlace; pass: (place: ChainPlace) => void; onProgress: OnProgress };

async function walk(
  deps: Pick<Deps, "db">,
  companyId: string,
  { start, pass, onProgress }: Walk,
): Promise<{ events: number; brokenAt: number | null }> {
  // The end is read first: events appended meanwhile come after it.
  const head = await inTenant(deps.db, companyId, findAuditHead);
  let place = start;
  for await (const page of readAuditToVerify(deps, companyId)) {
    for (const event of page) {
      if (!isNextInChain(place, event)) return { events: place.seq, brokenAt: place.seq + 1 };
      place = event;
      pass(event);
      if (head && event.seq === head.seq && event.hash !== head.hash)
        return { events: event.seq, brokenAt: event.seq };
    }
    onProgress(place.seq, head?.seq ?? place.seq);
  }
  // Events without a stored end, or an end beyond the last event: something was taken away.
  const isCut = head ? place.seq < head.seq : place.seq > 0;
  return { events: place.seq, brokenAt: isCut ? place.seq + 1 : null };
}
