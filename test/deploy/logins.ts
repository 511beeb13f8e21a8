import { readFile } from "node:fs/promises";
import type postgres from "postgres";
import { root } from "./dockerfile.ts";

/**
 * Runs `.github/deploy/logins.sql` as psql does, as far as that script needs it: `\set` with a command, `:'name'`,
 * `\gexec`. psql itself is not on every machine that runs the tests.
 */
export async function runLogins(client: postgres.Sql, secrets: Record<string, string>): Promise<void> {
  const script = await readFile(new URL(".github/deploy/logins.sql", root), "utf8");
  const values = new Map<string, string>();
  for (const [, name = "", file = ""] of script.matchAll(/^\\set (\w+) `cat "\$(\w+)"`$/gm))
    values.set(name, secrets[file] ?? "");
  const body = script
    .replace(/^(--|\\set).*\n/gm, "")
    .replace(/:'(\w+)'/g, (_, name: string) => `'${values.get(name)?.replaceAll("'", "''")}'`);
  for (const [statement, end] of statementsOf(body)) {
    const rows: Record<string, string>[] = await client.unsafe(statement);
    if (end === "\\gexec")
      for (const row of rows) for (const made of Object.values(row)) await client.unsafe(made);
  }
}

const statementsOf = (body: string): [string, string][] =>
  [...body.matchAll(/\s*([^;\\]+?)\s*(;|\\gexec)/g)].map(([, statement = "", end = ""]) => [statement, end]);
