import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";

export type Row = Record<string, string | number>;

/** The value below which `share` of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Prints the table and keeps it as JSON in reports/, with the machine it ran on. */
export async function report(name: string, rows: Row[]): Promise<void> {
  console.table(rows);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown CPU"}, Node ${process.version}`;
  await mkdir("reports", { recursive: true });
  await writeFile(`reports/bench-${name}.json`, `${JSON.stringify({ name, machine, rows }, null, 2)}\n`);
  console.log(`${machine}; written to reports/bench-${name}.json`);
}
