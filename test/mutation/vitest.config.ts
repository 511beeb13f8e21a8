import { defineConfig } from "vitest/config";

/** Only tests that need no PostgreSQL: each mutant runs those that reach it. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: [
      "test/domain/**/*.test.ts",
      "test/crypto/**/*.test.ts",
      "test/{slack,portal}/refusal-text.test.ts",
    ],
    testTimeout: 30_000,
    maxWorkers: 1,
  },
});
