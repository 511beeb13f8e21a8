import fc from "fast-check";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { run } from "../../src/cli/run.ts";
import { Variables } from "../../src/config/variables.ts";
import { readConfig, readDatabaseConfig } from "../../src/config.ts";
import { nastyText, timeLimitMs, tries } from "./runs.ts";

const names = Object.keys(Variables.shape);
const environment = fc.dictionary(
  fc.constantFrom(...names, ...names.map((name) => `${name}_FILE`)),
  nastyText,
  { maxKeys: 12 },
);

test("R65: any environment is read, or refused with sentences that name a variable each and hold no value", {
  timeout: timeLimitMs,
}, () => {
  fc.assert(
    fc.property(environment, fc.constantFrom("app", "cli"), (env, program) => {
      for (const read of [readConfig(env, program), readDatabaseConfig(env)])
        if (!read.ok) {
          expect(read.problems.length).toBeGreaterThan(0);
          for (const problem of read.problems) expect(problem).toMatch(/^[A-Z_]+ \S/);
          const secret = Object.values(env).filter((value) => value.length > 30);
          for (const value of secret) expect(read.problems.join("\n")).not.toContain(value);
        }
    }),
    tries(400),
  );
});

/** `init` is left out: it needs nothing, and would write a file here. */
const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...commands.filter(({ name }) => name !== "init").flatMap(({ name }) => name.split(" ")),
      "--json",
      "--",
      "--email",
      "--slug",
      "--name",
      "-x",
      "--public-url",
    ),
    nastyText,
  ),
  { maxLength: 8 },
);

test("any words of the command line end with a code and a sentence, and never with a stack", {
  timeout: timeLimitMs,
}, async () => {
  const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", ENCRYPTION_KEYS: "none" };
  await fc.assert(
    fc.asyncProperty(words, async (args) => {
      const ended = await run(args, env);
      expect([0, 1, 2]).toContain(ended.code);
      expect(ended.code === 0 || (ended.stderr ?? "").length > 0).toBe(true);
      expect(ended.stderr ?? "").not.toMatch(/\n {4}at /);
    }),
    tries(200),
  );
});
