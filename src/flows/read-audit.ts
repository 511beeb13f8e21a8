import type { LinkedEvent, VerifiedEvent } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { listAuditAfter, listAuditLines } from "../store/audit.ts";
import { inTenant } from "../store/db.ts";

/** Two pages are in memory at most: the one at hand, and the next on its way. */
const pageSize = 2000;

/**
 * A company's chain behind a place, in pages, in order. Each page is a transaction of its own, so that a slow reader holds
 * none open; what is appended meanwhile comes last. While a page is worked on the database prepares the next.
 */
export async function* readAudit(
  { db }: Pick<Deps, "db">,
  companyId: string,
  { after }: { after: number },
): AsyncGenerator<LinkedEvent[]> {
  const pageAfter = (seq: number) => inTenant(db, companyId, (tx) => listAuditAfter(tx, seq, pageSize));
  let next: Promise<LinkedEvent[]> | undefined = pageAfter(after);
  try {
    while (next) {
      const page: LinkedEvent[] = await next;
      const last = page.length === pageSize ? page.at(-1) : undefined;
      next = last && pageAfter(last.seq);
      yield page;
    }
  } finally {
    // A reader that stops early leaves a page on its way: nobody waits for its rows, nor for its failure.
    await next?.catch(() => undefined);
  }
}

const linesPage = 1000;
/** Pages on their way: enough that PostgreSQL, on another core, is never waited for. */
const ahead = 4;

/**
 * The whole chain for whoever verifies it, with `ahead` pages on their way: an event's place in the chain is its number, so that
 * the next page is known before this one has come. Ends with the first page that is empty: nothing fits behind a gap.
 */
export async function* readAuditToVerify(
  { db }: Pick<Deps, "db">,
  companyId: string,
): AsyncGenerator<VerifiedEvent[]> {
  const pages: Promise<VerifiedEvent[]>[] = [];
  let after = 0;
  const ask = () => {
    const range = { after, upTo: after + linesPage };
    after += linesPage;
    const page = inTenant(db, companyId, (tx) => listAuditLines(tx, companyId, range));
    // Whoever stops early waits for none, nor for its failure; whoever reads on meets it.
    page.catch(() => undefined);
    pages.push(page);
  };
  try {
    while (pages.length < ahead) ask();
    for (;;) {
      const page = (await pages.shift()) ?? [];
      if (page.length === 0) return;
      ask();
      yield page;
    }
  } finally {
    await Promise.allSettled(pages);
  }
}
