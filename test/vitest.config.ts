import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { securityReporter } from "./security/reporter.ts";

/** The machine's reader of results counts from a file, and is shown each promise with its tests; a person reads the screen. */
const reporters = process.env["CI"]
  ? ["default", ["json", { outputFile: "reports/tests.json" }], securityReporter]
  : ["default"];

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/helpers/global-setup.ts"],
    reporters: reporters as ["default"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test waits for PostgreSQL most of its time: one worker fewer than cores would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
