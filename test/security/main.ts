import { createVitest } from "vitest/node";
import { namesWithIds, readPromises } from "./promises.ts";
import { seen } from "./seen.ts";
import { readTestFiles } from "./sources.ts";
import { printRows, problemsOf, rowsOf } from "./table.ts";

/**
 * `npm run security`: runs the tests that lead with an id of SECURITY.md and prints id → tests → result. It fails where an
 * id has no test, a test fails, or a test names an id that nothing promises. `-- --list` runs none: it counts what stands in
 * the sources, a table of cases as one, and not what is put together at run time.
 */
const onlyList = process.argv.includes("--list");
const files = readTestFiles().filter(({ ids }) => ids.size > 0);

const vitest = await createVitest("test", {
  config: "test/vitest.config.ts",
  watch: false,
  testNamePattern: namesWithIds,
  reporters: onlyList ? [] : ["dot"],
});
const filters = files.map(({ file }) => file);
const { testModules, unhandledErrors } = onlyList
  ? await vitest.collect(filters, { staticParse: true })
  : await vitest.start(filters);
const tests = testModules.flatMap((module) =>
  [...module.children.allTests()].map((test) =>
    seen(test, { isLeftOut: onlyList && test.options.mode === "skip" }),
  ),
);
// A file that cannot be imported has no tests that could fail. One whose tests a helper makes has none in its source.
const broken = testModules
  .filter((module) => !onlyList && module.errors().length > 0)
  .map((module) => module.relativeModuleId);
await vitest.close();

const promises = readPromises();
const problems = [
  ...broken.map((file) => `does not run: ${file}`),
  ...unhandledErrors.map((error) => `unhandled: ${String(error)}`),
  ...problemsOf(promises, tests),
];
console.log(printRows(rowsOf(promises, tests)));
console.log(problems.length === 0 ? "Every promise has its tests." : `\n${problems.join("\n")}`);
process.exitCode = problems.length === 0 ? 0 : 1;
