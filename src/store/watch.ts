import type { AuditFacts } from "../crypto/audit-hash.ts";

/** An event of the trail, as whoever counts hears of it. */
export type Committed = {
  kind: string;
  at: Date;
  facts?: AuditFacts;
  /** When what it ends had begun. */
  begunAt?: Date;
};

type Pool = { underWay: number; listeners: Set<(event: Committed) => void> };

/** By database and by open transaction: several apps in one process do not hear each other. */
const pools = new WeakMap<object, Pool>();
const written = new WeakMap<object, Committed[]>();

/** Hears of every audit event of this database's transactions, once they are committed: what was rolled back did not happen. Answers how to stop. */
export function watchAudit(db: object, listener: (event: Committed) => void): () => void {
  const { listeners } = poolOf(db);
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Transactions begun and not ended. Beyond the pool's size they wait for a connection. */
export const countUnderWay = (db: object): number => poolOf(db).underWay;

/** Runs one transaction of this database under watch. `see` is told which one it is. */
export async function watched<T>(db: object, run: (see: (tx: object) => void) => Promise<T>): Promise<T> {
  const pool = poolOf(db);
  const events: Committed[] = [];
  pool.underWay += 1;
  try {
    const result = await run((tx) => void written.set(tx, events));
    for (const listener of pool.listeners) for (const event of events) listener(event);
    return result;
  } finally {
    pool.underWay -= 1;
  }
}

/** Called by whoever appends to the trail. */
export const noteAudit = (tx: object, event: Committed): void => void written.get(tx)?.push(event);

function poolOf(db: object): Pool {
  const known = pools.get(db) ?? { underWay: 0, listeners: new Set() };
  pools.set(db, known);
  return known;
}
