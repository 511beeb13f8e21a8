import { parseArgs } from "node:util";
import { printReport } from "./report.ts";
import { runChaos } from "./run.ts";

/**
 * `npm run chaos -- --minutes N --seed S`: many people act at once on two processes while everything around them fails, and at
 * the end what must be true is checked. The seed repeats the choices; when the machine does what is its own.
 */
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "2" }, seed: { type: "string", default: "1" } },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isInteger(seed)) {
  process.stderr.write("Usage: npm run chaos -- --minutes 2 --seed 1\n");
  process.exit(2);
}
const outcome = await runChaos({ minutes, seed, say: (line) => process.stderr.write(`${line}\n`) });
await printReport(outcome, { minutes, seed });
process.exit(outcome.invariants.some(({ violations }) => violations.length > 0) ? 1 : 0);
