import type postgres from "postgres";

/** All rows of one company, whatever tables there are. */
export async function tenantRows(owner: postgres.Sql, companyId: string) {
  const found = await owner<{ table: string; column: string }[]>`
    select c.relname as table, case when c.relname = 'companies' then 'id' else 'company_id' end as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' order by c.relname`;
  const of = (table: string, column: string) => `from ${table} t where t.${column} = '${companyId}'`;

  const read = (query: string): Promise<Iterable<Record<string, unknown>>> => owner.unsafe(query);
  /** One hash a table: what differs afterwards names the table. */
  const state = async (by: typeof read = read): Promise<Record<string, unknown>> => {
    const hashes = found.map(
      ({ table, column }) =>
        `select '${table}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash ${of(table, column)}`,
    );
    const all = [...(await by(hashes.join(" union all ")))];
    return Object.fromEntries(all.map((row) => [row["name"], row["hash"]]));
  };

  const load = async () => {
    const all = new Map<string, Record<string, unknown>[]>();
    for (const { table, column } of found)
      all.set(table, [...(await owner.unsafe(`select t.* ${of(table, column)}`))]);
    return all;
  };
  return { tables: found.map(({ table }) => table), state, load };
}

/** Every text that stands in these rows, in a column or inside JSON. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Date || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
