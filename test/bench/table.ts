import { spawnSync } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Row } from "./report.ts";

/**
 * Every benchmark of speed, one after the other, each a process of its own; then what they measured as rows of one Markdown table.
 * About half an hour, most of it `growth`. Fails when one of them does.
 */
const names = [
  ...["command", "confirm", "grant-cycle", "grant-rate", "start", "restart", "stalls", "endurance"],
  "growth",
];

const lines: string[] = [];
for (const name of names) {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const file = `reports/bench-${name}.json`;
  await rm(file, { force: true });
  const { status } = spawnSync(process.execPath, [...process.execArgv, main, name], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
  // One that broke off has none.
  const { rows } = JSON.parse(await readFile(file, "utf8").catch(() => '{"rows":[]}')) as { rows: Row[] };
  lines.push(`| \`${name}\` | ${rows.map(cellOf).join("<br>")} | ${status === 0 ? "" : "**failed**"} |`);
}
console.log(["| `NAME` | measured | |", "|---|---|---|", ...lines].join("\n"));

function cellOf(row: Row): string {
  return Object.entries(row)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
}
