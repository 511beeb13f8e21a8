import type postgres from "postgres";
import type { Place } from "./clones.ts";

/** One statement as it went to the database, with its parameters. */
export type Statement = { query: string; parameters: readonly unknown[] };

/** What stands between `begin` and `commit`, transaction by transaction. */
export function transactionsOf(statements: readonly Statement[]): Statement[][] {
  const transactions: Statement[][] = [];
  for (const statement of statements) {
    if (statement.query.startsWith("begin")) transactions.push([]);
    else if (statement.query !== "commit") transactions.at(-1)?.push(statement);
  }
  return transactions;
}

/** The same of another company: its ids in the place of the first one's. */
export function movedTo(
  transactions: readonly Statement[][],
  { from, to }: { from: Place; to: Place },
): Statement[][] {
  const moved = new Map<unknown, string>([
    [from.companyId, to.companyId],
    [from.teamId, to.teamId],
    [from.slackUserId, to.slackUserId],
  ]);
  const move = ({ query, parameters }: Statement) => ({
    query,
    parameters: parameters.map((one) => moved.get(one) ?? one),
  });
  return transactions.map((statements) => statements.map(move));
}

/** By postgres.js alone, one transaction after the other, in each the settings pipelined with the first statement, as the product does. */
export async function replay(pool: postgres.Sql, transactions: readonly Statement[][]): Promise<void> {
  for (const [settings, ...others] of transactions)
    await pool.begin(async (tx) => {
      const run = ({ query, parameters }: Statement) =>
        tx.unsafe(query, [...parameters] as never[], { prepare: true });
      const set = settings && run(settings).then(() => undefined);
      for (const statement of others) await run(statement);
      await set;
    });
}
