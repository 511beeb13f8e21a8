import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import type { Chaos } from "./run.ts";

/** The figures as a table, and as JSON beside those of the benchmarks. */
export async function printReport(
  chaos: Chaos,
  { minutes, seed }: { minutes: number; seed: number },
): Promise<void> {
  const { invariants, figures, details } = chaos;
  console.log(`\n${minutes} minutes of chaos, seed ${seed}, ${cpus().length} cores\n`);
  console.table(figures);
  for (const [title, counts] of Object.entries(details)) {
    const listed = [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`);
    console.log(`\n${title}\n${listed.join("\n")}`);
  }
  console.log("\nWhat must be true");
  for (const { name, violations } of invariants) {
    console.log(`  ${violations.length === 0 ? "holds   " : "VIOLATED"}  ${name}`);
    for (const violation of violations.slice(0, 10)) console.log(`            ${violation}`);
  }
  await mkdir("reports", { recursive: true });
  const plain = Object.fromEntries(
    Object.entries(details).map(([title, counts]) => [title, Object.fromEntries(counts)]),
  );
  await writeFile(
    "reports/chaos.json",
    JSON.stringify({ minutes, seed, figures, ...plain, invariants }, null, 2),
  );
}
