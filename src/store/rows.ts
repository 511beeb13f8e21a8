/** The one row that a write was meant for. Under row-level security a wrong `where` hits nothing and "succeeds": so every write is counted (B8). */
export function onlyRow<T>(rows: T[], what: string): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1)
    throw new Error(`${what}: ${rows.length} rows where 1 was expected`);
  return row;
}

/** Whether a conditional update hit its row; more than one is a fault. */
export function hitOne(rows: unknown[], what: string): boolean {
  if (rows.length > 1) throw new Error(`${what}: ${rows.length} rows where at most 1 was expected`);
  return rows.length === 1;
}
