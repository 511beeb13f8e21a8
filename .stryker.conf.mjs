/**
 * `npm run mutation`: breaks the rules and the cryptography in small ways, and asks whether a test that needs no database notices.
 * A part of it: `npm run mutation -- --mutate src/domain/reset.ts`.
 *
 * Left out: what a module works out once as it loads (limits, tables of words), for which the whole of the tests would have to be
 * loaded anew; and sentences for people (`test/mutation/words.mjs`). Codes, kinds and purposes are broken like everything else.
 */
export default {
  mutate: ["src/domain/**/*.ts", "src/crypto/**/*.ts"],
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts" },
  plugins: ["@stryker-mutator/vitest-runner", "./test/mutation/words.mjs"],
  ignorers: ["words"],
  ignoreStatic: true,
  concurrency: 1,
  // What changed since the last run, and no more.
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  reporters: ["progress-append-only", "clear-text", "html", "json"],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: "reports/mutation/mutation.html" },
  jsonReporter: { fileName: "reports/mutation/mutation.json" },
  allowConsoleColors: false,
  thresholds: { high: 90, low: 85, break: 85 },
};
