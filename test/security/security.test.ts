import { expect, test } from "vitest";
import { idsLeading, promisesIn, readPromises } from "./promises.ts";
import { idsInSource, readTestFiles } from "./sources.ts";
import { printRows, problemsOf, rowsOf, type SeenTest } from "./table.ts";

const files = readTestFiles();
const promises = readPromises();

test("every promise of SECURITY.md has a test whose name leads with its id", () => {
  const tested = new Set(files.flatMap(({ ids }) => [...ids]));
  expect(promises.size).toBeGreaterThan(90);
  expect([...promises.keys()].filter((id) => !tested.has(id))).toEqual([]);
});

test("no test leads with an id that SECURITY.md does not promise", () => {
  const unknown = files.flatMap(({ file, ids }) =>
    [...ids].filter((id) => !promises.has(id)).map((id) => `${file}: ${id}`),
  );
  expect(unknown).toEqual([]);
});

test("no id is left out of SECURITY.md: R19 and R20 were never given", () => {
  const ids = (letter: string, last: number, digits: number) =>
    Array.from({ length: last }, (_, at) => `${letter}${String(at + 1).padStart(digits, "0")}`);
  const all = [...ids("R", 65, 2), ...ids("A", 14, 2), ...ids("B", 19, 1)];
  expect([...promises.keys()].sort()).toEqual(all.filter((id) => id !== "R19" && id !== "R20").sort());
});

test("ids are read from rows, names and sources as they are written there", () => {
  expect(promisesIn("| id | promise |\n|---|---|\n| R01 | a | b |\n| x | R02 |\n")).toEqual(
    new Map([["R01", "a | b"]]),
  );
  expect([idsLeading("R39 A07: it holds"), idsLeading("R39, A07: too")]).toEqual([
    ["R39", "A07"],
    ["R39", "A07"],
  ]);
  expect([idsLeading("it holds: R39"), idsLeading("R39 holds"), idsLeading("R3: ")]).toEqual([
    [],
    [],
    ["R3"],
  ]);
  expect(
    idsInSource(`test("R39 A07: it holds", x); test.each(y)('B1: %s'); z = \`A01: \${w}\`; "A0LATCH"`),
  ).toEqual([...["R39", "A07", "B1", "A01"]]);
});

const given = (outcome: SeenTest["outcome"], ...names: string[]): SeenTest => ({
  ...{ names, file: "x.test.ts", outcome },
});
const two = new Map([
  ["R01", "the first"],
  ["A01", "the second"],
]);

test("a test counts for the ids of its own name, or of its innermost group that has any", () => {
  const tests = [
    given("passed", "A01: mine", "R01: a group"),
    given("passed", "plain", "plain", "R01: a group"),
  ];
  expect(rowsOf(two, tests).map((row) => [row.id, row.tests.length])).toEqual([
    ["R01", 1],
    ["A01", 1],
  ]);
  expect(problemsOf(two, tests)).toEqual([]);
  expect(printRows(rowsOf(two, tests))).toContain("R01      1  passed   the first");
});

test("an id without a test, with skipped tests alone, with a failed one, and an unknown id are problems", () => {
  const tests = [
    given("skipped", "R01: left out"),
    given("failed", "A01: broken"),
    given("passed", "B9: unknown"),
  ];
  expect(problemsOf(two, tests)).toEqual([
    "R01 has no test: the first",
    "failed: A01: broken (x.test.ts)",
    "no promise B9: B9: unknown (x.test.ts)",
  ]);
  expect(printRows(rowsOf(two, tests))).toMatch(/R01 +0 +NO TEST +the first\nA01 +1 +1 FAILED +the second/);
});
