import type { Tally } from "./stage.ts";

/** One line of the abuse table: what was tried, what came of it, and what is right. */
export type Row = {
  id: string;
  abuse: string;
  got: Tally;
  right: Right /** What else is wrong. */;
  wrong?: string[];
};

/** Effects, mails with a setup code, executions in the trail: exactly. Refusals in it: at least (R56). */
export type Right = { effects: number; mails?: number; refused?: number };

export const rightly =
  (id: string, abuse: string, right: Right) =>
  (got: Tally, wrong: string[] = []): Row => ({ id, abuse, got, right, wrong });

export function problemsOf({ got, right, wrong = [] }: Row): string[] {
  const mails = right.mails ?? right.effects;
  return [
    ...wrong,
    ...(got.effects === right.effects ? [] : [`${got.effects} effects`]),
    ...(got.executed === right.effects ? [] : [`${got.executed} executions in the trail`]),
    ...(got.mails === mails ? [] : [`${got.mails} mails`]),
    ...(got.refused >= (right.refused ?? 0) ? [] : [`${got.refused} refusals in the trail`]),
  ];
}

export function printTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { id, abuse, got, right } = row;
    const problems = problemsOf(row);
    const refusals =
      right.refused === undefined ? String(got.refused) : `${got.refused} (at least ${right.refused})`;
    return [
      id,
      abuse,
      `${got.effects} (${right.effects})`,
      `${got.mails} (${right.mails ?? right.effects})`,
      `${got.executed} (${right.effects})`,
      refusals,
      problems.length === 0 ? "right" : `WRONG: ${problems.join("; ")}`,
    ];
  });
  const table = [
    [
      "id",
      "abuse",
      "effects (right)",
      "code mails (right)",
      "executed in the trail (right)",
      "refused in the trail",
      "",
    ],
    ...lines,
  ];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0))) ?? [];
  return table
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
