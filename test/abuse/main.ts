import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { randomFrom } from "../trial/random.ts";
import { printTable, problemsOf, type Row } from "./row.ts";
import { decideds } from "./rows/decided.ts";
import { doubles } from "./rows/double.ts";
import { forgeds } from "./rows/forged.ts";
import { outages } from "./rows/outages.ts";
import { approve, askForOne, quiet, setStage } from "./stage.ts";

/**
 * `npm run abuse`: every line of the abuse table, over the running product: two processes, a real PostgreSQL and mail server, Slack's
 * workspace. Counts what each came to against what is right, and fails where they differ. `-- --short` kills three times, not a
 * hundred, and replays sooner.
 */
const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
});
const stage = await setStage();
const rows: Row[] = [];
const tell = (more: Row[]) => {
  rows.push(...more);
  for (const { id, abuse } of more) process.stderr.write(`${id} ${abuse}\n`);
};
try {
  // A process that just started is slow enough for a code to run out: what follows is not about that.
  await approve(stage, stage.next("administrator"), await askForOne(stage));
  await quiet(stage);
  tell(await doubles(stage, { waitMs: values.short ? 2000 : 30_000 }));
  tell(await decideds(stage));
  tell(await forgeds(stage));
  tell(await outages(stage, { kills: values.short ? 3 : 100, random: randomFrom(Number(values.seed)) }));
} finally {
  await stage.product.close();
}
rows.sort((a, b) => a.id.localeCompare(b.id));
console.log(printTable(rows));
await mkdir("reports", { recursive: true });
await writeFile("reports/abuse.json", JSON.stringify(rows, null, 2));
const isRight = rows.every((row) => problemsOf(row).length === 0);
console.log(isRight ? "\nEvery count is right." : "\nNot every count is right.");
process.exit(isRight ? 0 : 1);
