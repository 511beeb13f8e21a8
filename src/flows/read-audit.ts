import type { LinkedEvent } from "../crypto/audit-hash.ts";
import type { Deps } from "../deps.ts";
import { listAuditAfter } from "../store/audit.ts";
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
