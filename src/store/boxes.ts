import { sql } from "drizzle-orm";
import { type BoxColumn, boxColumns, partsOf } from "../crypto/box-place.ts";
import type { Db } from "./db.ts";

/** One box and whose it is. */
export type StoredBox = { companyId: string; id: string; box: string };

/** How many boxes stand under which key, in one column. */
export type KeyUse = { column: BoxColumn; keyId: string; boxes: number };

/**
 * How many boxes stand under which key, in every column of every company. As the owner: the app's role sees one tenant, and may
 * not write each of these columns. `row_security = off` fails where rows would be hidden, rather than counting too few.
 */
export async function countBoxes(owner: Db): Promise<KeyUse[]> {
  const uses: KeyUse[] = [];
  for (const name of boxColumns) {
    const { table, column } = identifiers(name);
    const rows = await owner.transaction(async (tx) => {
      await tx.execute(sql`set local row_security = off`);
      return tx.execute<{ key: string; boxes: number }>(sql`
        select split_part(${column}, '.', 1) as key, count(*)::int as boxes
        from ${table} where ${column} is not null group by 1`);
    });
    for (const { key, boxes } of rows) uses.push({ column: name, keyId: key, boxes });
  }
  return uses;
}

/** The next boxes of a column under another key than `keyId`, in the order of their keys, behind `after`. As the owner. */
export async function listBoxesNotUnder(
  owner: Db,
  name: BoxColumn,
  { keyId, after, limit }: { keyId: string; after: Pick<StoredBox, "companyId" | "id">; limit: number },
): Promise<StoredBox[]> {
  const { table, column } = identifiers(name);
  const rows = await owner.execute<{ company_id: string; id: string; box: string }>(sql`
    select company_id, id, ${column} as box from ${table}
    where ${column} is not null and not starts_with(${column}, ${`${keyId}.`})
      and (company_id, id) > (${after.companyId}, ${after.id})
    order by company_id, id limit ${limit}`);
  return rows.map((row) => ({ companyId: row.company_id, id: row.id, box: row.box }));
}

/**
 * Puts `fresh` in the place of the box that was read, unless another was written or it was erased since. One statement, which
 * locks its one row only: a rotation never holds one row while it waits for the next, so it can be in no deadlock.
 */
export async function replaceBox(
  owner: Db,
  name: BoxColumn,
  { companyId, id, box, fresh }: StoredBox & { fresh: string },
): Promise<boolean> {
  const { table, column } = identifiers(name);
  const rows = await owner.execute(sql`
    update ${table} set ${column} = ${fresh}
    where company_id = ${companyId} and id = ${id} and ${column} = ${box} returning id`);
  return rows.length === 1;
}

/** `sql.identifier` quotes them; they come from our own list. */
function identifiers(name: BoxColumn) {
  const { table, column } = partsOf(name);
  return { table: sql.identifier(table), column: sql.identifier(column) };
}
