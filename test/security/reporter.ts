import type { TestModule } from "vitest/node";
import { readPromises } from "./promises.ts";
import { seen } from "./seen.ts";
import { printRows, rowsOf } from "./table.ts";

/** Prints at the end of a whole run what `npm run security` prints of its own: each promise, its tests and how they ended. */
export const securityReporter = {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => seen(test)));
    console.log(`\n${printRows(rowsOf(readPromises(), tests))}`);
  },
};
