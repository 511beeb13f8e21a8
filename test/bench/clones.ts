import type postgres from "postgres";

/** A company of Slack's team, and somebody of it, by the ids that rows and payloads carry. */
export type Place = { companyId: string; teamId: string; slackUserId: string };

/** The ids of one of so many copies; `who` is which of its Slack users. */
export const cloneOf = (n: number, who = 0): Place => ({
  companyId: `clone${String(n).padStart(5, "0")}`,
  teamId: `T0CLONE${String(n).padStart(5, "0")}`,
  slackUserId: `U${who}CLONE${String(n).padStart(5, "0")}`,
});

/**
 * Copies a whole company so many times, each with a Slack team and Slack users of its own. Row ids are a company's own and stay,
 * and so the sealed secrets open and a form that was shown is everybody's: one code confirms it in each.
 */
export async function cloneCompany(
  owner: postgres.Sql,
  { from, count, others = [] }: { from: Place; count: number; others?: string[] },
): Promise<void> {
  const columns = await owner<{ table: string; column: string; type: string; isKey: boolean }[]>`
    select c.table_name as table, c.column_name as column, c.data_type as type,
      c.column_name = 'company_id' or (c.table_name = 'companies' and c.column_name = 'id') as "isKey"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by c.ordinal_position`;
  const numbered = (prefix: string) => `'${prefix}' || lpad(n::text, 5, '0')`;
  const copyOf = ({ table, column, type, isKey }: (typeof columns)[number]) => {
    const value = `t."${column}"`;
    if (isKey) return numbered("clone");
    if (type !== "text") return value;
    const isSlug = (table === "routes" && column === "key") || (table === "companies" && column === "slug");
    const other = isSlug ? `${value} || '-' || n` : value;
    const slackUsers = [from.slackUserId, ...others].map(
      (id, who) => `when '${id}' then ${numbered(`U${who}CLONE`)}`,
    );
    const team = `when '${from.teamId}' then ${numbered("T0CLONE")}`;
    return `case ${value} ${[team, ...slackUsers].join(" ")} else ${other} end`;
  };
  await owner.begin(async (tx) => {
    // What refers to a row of the copy may be written before it.
    await tx`set local session_replication_role = replica`;
    for (const table of new Set(columns.map((one) => one.table))) {
      const own = columns.filter((one) => one.table === table);
      const key = own.find((one) => one.isKey);
      if (!key) continue;
      await tx.unsafe(
        `insert into "${table}" (${own.map((one) => `"${one.column}"`).join(", ")})
        select ${own.map(copyOf).join(", ")} from "${table}" t, generate_series(0, ${count - 1}) n
        where t."${key.column}" = $1`,
        [from.companyId],
      );
    }
  });
  await owner`analyze`;
}
