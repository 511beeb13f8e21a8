import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { seenBy } from "./seen.ts";

const main = ["--import", "tsx", "src/emulator/main.ts"];
const manifest = `
features:
  slash_commands:
    - command: /payments-me
      description: My state
oauth_config:
  scopes:
    bot: [commands, chat:write]
settings:
  event_subscriptions:
    bot_events: [user_change]
`;

test("started wrongly, it lists everything that is wrong", async () => {
  const run = promisify(execFile)(process.execPath, [
    ...main,
    "--port",
    "x",
    "--bot-token",
    "xoxp-1",
    "--manifest",
    "/nowhere",
  ]);
  const error: unknown = await run.catch((reason: unknown) => reason);
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  for (const name of ["--app-url", "--signing-secret", "--bot-token", "--port", "--manifest"])
    expect(stderr).toContain(name);
});

test("started rightly, it prints its address and enforces the manifest; by Socket Mode it needs no address of the app", async () => {
  const directory = await mkdtemp(join(tmpdir(), "emulator-"));
  const path = join(directory, "manifest.yml");
  await writeFile(path, manifest);
  const given = ["--port", "0", "--app-token", "xapp-1", "--signing-secret", "s", "--bot-token", "xoxb-1"];
  const child = spawn(process.execPath, [...main, ...given, "--manifest", path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let output = "";
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes("Workspace:")) break;
    }
    const api = /Web API: (\S+)/.exec(output)?.[1];
    const headers = { authorization: "Bearer xoxb-1" };
    const answer = await fetch(`${api}users.info?user=U0OLIVIA01`, { headers });
    expect(await answer.json()).toMatchObject({ error: "missing_scope", provided: "commands,chat:write" });
    const opened = await fetch(`${api}apps.connections.open`, {
      headers: { authorization: "Bearer xapp-1" },
    });
    expect(await opened.json()).toMatchObject({ ok: true, url: expect.stringMatching(/^ws:/) });
    const url = /Workspace: (\S+)/.exec(output)?.[1] ?? "";
    expect((await seenBy({ url }, { as: "U0OLIVIA01" })).commands).toMatchObject([
      { command: "/payments-me", description: "My state" },
    ]);
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
    await rm(directory, { recursive: true });
  }
  expect(child.exitCode).toBe(0);
});

test("started with nothing, it has no app yet and says where to create one", async () => {
  const child = spawn(process.execPath, [...main, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    let output = "";
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes("Workspace:")) break;
    }
    const page = await fetch(/Create an app: (\S+)/.exec(output)?.[1] ?? "");
    expect(await page.text()).toContain("Create an app from a manifest");
    const url = /Workspace: (\S+)/.exec(output)?.[1] ?? "";
    expect((await seenBy({ url }, { as: "U0OLIVIA01" })).commands).toEqual([]);
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
