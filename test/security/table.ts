import { idsLeading } from "./promises.ts";

export type Outcome = "passed" | "failed" | "skipped" | "pending";
/** A test by its own name and those of its groups, the innermost first. */
export type SeenTest = { names: string[]; file: string; outcome: Outcome };
type Row = { id: string; promise: string; tests: SeenTest[] };

/** A test proves what leads its own name; where nothing does, what leads its innermost group with ids. */
const idsOf = ({ names }: SeenTest): string[] => names.map(idsLeading).find((ids) => ids.length > 0) ?? [];

export function rowsOf(promises: ReadonlyMap<string, string>, tests: readonly SeenTest[]): Row[] {
  const counted = tests.filter((test) => test.outcome !== "skipped");
  return [...promises].map(([id, promise]) => ({
    id,
    promise,
    tests: counted.filter((test) => idsOf(test).includes(id)),
  }));
}

/** What keeps the table from being a proof. */
export function problemsOf(promises: ReadonlyMap<string, string>, tests: readonly SeenTest[]): string[] {
  const untested = rowsOf(promises, tests).filter((row) => row.tests.length === 0);
  const lost = tests.flatMap((test) => idsOf(test).map((id) => ({ id, test })));
  return [
    ...untested.map(({ id, promise }) => `${id} has no test: ${promise}`),
    ...tests.filter((test) => test.outcome === "failed").map((test) => `failed: ${titleOf(test)}`),
    ...lost.filter(({ id }) => !promises.has(id)).map(({ id, test }) => `no promise ${id}: ${titleOf(test)}`),
  ];
}

const titleOf = ({ names, file }: SeenTest) => `${names.toReversed().join(" > ")} (${file})`;

const promiseWidth = 90;

export function printRows(rows: readonly Row[]): string {
  const lines = rows.map(({ id, tests, promise }) =>
    [id.padEnd(4), String(tests.length).padStart(5), ` ${resultOf(tests).padEnd(8)}`, shorten(promise)].join(
      " ",
    ),
  );
  return [`${"id".padEnd(4)} tests  result   promise`, ...lines].join("\n");
}

function resultOf(tests: readonly SeenTest[]): string {
  if (tests.length === 0) return "NO TEST";
  const failed = tests.filter((test) => test.outcome === "failed").length;
  if (failed > 0) return `${failed} FAILED`;
  return tests.every((test) => test.outcome === "passed") ? "passed" : "listed";
}

const shorten = (text: string) =>
  text.length <= promiseWidth ? text : `${text.slice(0, promiseWidth).replace(/\s+\S*$/, "")} …`;
