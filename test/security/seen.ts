import type { TestCase } from "vitest/node";
import type { SeenTest } from "./table.ts";

/** A test as the table counts it, with the names of the groups that it is in. `isLeftOut`: where none was run. */
export function seen(test: TestCase, { isLeftOut = false } = {}): SeenTest {
  const names = [test.name];
  for (let group = test.parent; group.type === "suite"; group = group.parent) names.push(group.name);
  return { names, file: test.module.relativeModuleId, outcome: isLeftOut ? "skipped" : test.result().state };
}
