import { exec } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { run } from "../src/cli/run.ts";
import { startEmulator } from "../src/emulator/server.ts";
import { copyProject, freePort, startInBackground } from "./helpers/project-copy.ts";
import { until } from "./helpers/until.ts";

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

test("the Slack CLI is given this repository's manifest for Socket Mode: it runs the app where Slack does not reach it", async () => {
  const { stdout = "" } = await run(["manifest", "--public-url", "http://localhost:3000", "--socket"], {});
  const given = await hook("get-manifest");
  expect(given).toEqual(parse(stdout));
  expect(given.settings.socket_mode_enabled).toBe(true);
});

test("`slack run` starts the bot from its source, with the two tokens that the CLI gives it", {
  timeout: 120_000,
}, async () => {
  const appToken = "xapp-1-A0LATCHKEY-run";
  const botToken = `xoxb-${"7".repeat(12)}-abcdefghijkl`;
  const emulator = await startEmulator({ signingSecret: "unused", botToken, appToken });
  onTestFinished(() => emulator.close());
  const copy = await copyProject();
  const port = await freePort();
  const env = {
    ...{ PATH: process.env["PATH"], HOME: copy, PORT: String(port) },
    ...{ SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: emulator.apiUrl },
  };
  await promisify(exec)("npm run cli -- init && npm run cli -- migrate", { cwd: copy, env });
  startInBackground(hooks.hooks["start"] ?? "false", { cwd: copy, env });
  await until("a connection", () => emulator.world.sockets.open.length === 1 || undefined, 60_000);
});
