import type postgres from "postgres";
import { LateError, within } from "./within.ts";

type Begin = (...args: unknown[]) => Promise<unknown>;
type Work = (tx: postgres.TransactionSql) => Promise<unknown>;

/** A query that is neither sent nor answered. */
const unsent = Object.assign(new Promise<never>(() => {}), { values: () => unsent });

/**
 * A pool that survives the death of its connections, which postgres.js 3.4.9 does not:
 *
 * - It lets a transaction whose connection died go on: its next statement, COMMIT or ROLLBACK reaches whichever
 *   transaction has that connection by then, another tenant's perhaps, or a null socket, which ends the process
 *   (porsager/postgres #1208, #1216). Behind the fence it never speaks again: the caller has its CONNECTION_CLOSED, and
 *   what was abandoned stays unsettled.
 * - A connection that dies with a write still waiting never writes again: each of its reconnects ends in
 *   CONNECT_TIMEOUT, and whoever waits for it in line may hear nothing. Then a new pool takes the place of the old.
 *
 * `patienceMs`: a transaction that takes longer is given up in the same way, for a connection may die without a word.
 */
export function fencedPool(
  open: () => postgres.Sql,
  { patienceMs }: { patienceMs?: number | undefined } = {},
): { client: postgres.Sql; close: () => Promise<void> } {
  let current = open();
  const begin: Begin = async (...args) => {
    const [pool, work, transaction] = [current, args.pop() as Work, { isOver: false }];
    const fenced = (tx: postgres.TransactionSql) => run(tx, work, transaction);
    try {
      const done = (pool.begin as Begin)(...args, fenced);
      return await (patienceMs
        ? within(done, { ms: patienceMs, what: "the database did not answer" })
        : done);
    } catch (error) {
      if (isStuck(error) && pool === current) {
        current = open();
        void pool.end({ timeout: 5 });
      }
      throw error;
    } finally {
      transaction.isOver = true;
    }
  };
  const get = (_sql: postgres.Sql, name: string | symbol) =>
    name === "begin" ? begin : Reflect.get(current, name);
  return { client: new Proxy(current, { get }), close: () => current.end({ timeout: 5 }) };
}

async function run(
  tx: postgres.TransactionSql,
  work: Work,
  transaction: { isOver: boolean },
): Promise<unknown> {
  try {
    const result = await work(guarded(tx, transaction));
    return transaction.isOver ? await unsent : result;
  } catch (error) {
    // The server has said its last word: the socket's end is on its way, and rejects for the caller. No ROLLBACK meanwhile.
    if (isFatal(error)) await unsent;
    await new Promise(setImmediate);
    if (transaction.isOver) await unsent;
    throw error;
  }
}

/** drizzle speaks through `unsafe` only. Named statements are described once a connection, which saves a round trip each. */
function guarded(tx: postgres.TransactionSql, transaction: { isOver: boolean }): postgres.TransactionSql {
  const unsafe = (query: string, parameters?: never[]) =>
    transaction.isOver ? unsent : tx.unsafe(query, parameters, { prepare: true });
  return new Proxy(tx, { get: (sql, name) => (name === "unsafe" ? unsafe : Reflect.get(sql, name)) });
}

const isStuck = (error: unknown) =>
  error instanceof LateError ||
  (error instanceof Error && "code" in error && error.code === "CONNECT_TIMEOUT");

/** Whether an error, or what caused it, ended the connection. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const severity = "severity" in error ? error.severity : undefined;
  return severity === "FATAL" || severity === "PANIC" || isFatal(error.cause);
}
