import { exec } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("..", import.meta.url));
type Hooks = { hooks: Record<string, string>; config: { "protocol-version": string[] } };
const hooks: Hooks = JSON.parse(await readFile(`${root}.slack/hooks.json`, "utf8"));

/** As the Slack CLI does it: the hook's line in a shell, in the project's folder, its standard output as JSON. */
async function hook(name: string, all = hooks.hooks) {
  const { stdout, stderr } = await promisify(exec)(all[name] ?? "false", { cwd: root });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("the Slack CLI is told the hooks of Slack's own package, and ours take their place", async () => {
  const told: Hooks = await hook("get-hooks");
  expect(Object.keys(told.hooks)).toEqual(
    expect.arrayContaining(["check-update", "doctor", "get-manifest", "start"]),
  );
  // Ours print JSON and nothing else, so the CLI must not wait for boundaries around it.
  expect(hooks.config["protocol-version"]).toEqual(["default"]);
});

test("the Slack CLI is given the very manifest of this repository", async () => {
  expect(await hook("get-manifest")).toEqual(parse(await readFile(`${root}manifest.yml`, "utf8")));
});

test("`slack run` starts the bot from its source", async () => {
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, "utf8"));
  const [, name = ""] = /^npm run --silent (\w+)$/.exec(hooks.hooks["start"] ?? "") ?? [];
  expect(scripts[name]).toContain("src/main.ts");
});
