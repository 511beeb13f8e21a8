import { execFile } from "node:child_process";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../src/emulator/server.ts";
import { copied, create } from "./emulator/create-app-page.ts";
import { launchChromium } from "./helpers/chromium.ts";
import { copyProject, freePort, startInBackground } from "./helpers/project-copy.ts";
import { until } from "./helpers/until.ts";
import { workspaceOf } from "./helpers/workspace.ts";
import { acceptInvitation, linkSlack } from "./journeys/reset-by-hand.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("who follows the ten steps of OPERATING, with the emulator for Slack, ends with a linked administrator", {
  timeout: 300_000,
}, async () => {
  const copy = await copyProject();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { PATH: process.env["PATH"], HOME: copy, PORT: String(port), PUBLIC_URL: origin };
  const page = await tenSteps();
  /** Runs a command that stands in the page, and answers what it printed. */
  const run = async (command: string) => {
    expect(page).toContain(`\`${command}`);
    return (await promisify(execFile)("sh", ["-c", command], { cwd: copy, env })).stdout;
  };
  const keep = (name: string, value: string) => appendFile(join(copy, ".env"), `${name}=${value}\n`);

  const nothing = { commands: [], scopes: [], events: [], hasHomeTab: false };
  const emulator = await startEmulator({
    ...{ signingSecret: "unknown", botToken: "xoxb-unknown", declared: nothing },
    ...{ isNotInstalled: true, canCreateApps: true },
  });
  onTestFinished(() => emulator.close());
  await run("npm run cli -- init");
  await keep("PUBLIC_URL", origin);
  const manifest = await run("npm run -s cli -- manifest --public-url $PUBLIC_URL");
  await createApp(emulator.url, manifest, keep);
  await run("npm run cli -- migrate");
  const founded = await run(
    'npm run cli -- company create --name "Acme Builders" --market US --kind general_contractor --admin-email olivia@acmebuilders.example --admin-name "Olivia Reyes"',
  );
  const link = new RegExp(`${origin}/invitations/\\S+`).exec(founded)?.[0] ?? "";

  expect(page).toContain("`npm run dev`");
  startInBackground("npm run dev", { cwd: copy, env });
  await until("the app", () => isReady(origin), 60_000);
  const latchkey = { origin, workspace: workspaceOf(emulator), app: { deps: { now: () => new Date() } } };
  await linkSlack(latchkey, await acceptInvitation(latchkey, link));
  expect(emulator.problems()).toEqual([]);
});

async function tenSteps(): Promise<string> {
  const operating = await readFile(join(root, ".github/OPERATING.md"), "utf8");
  const [, section = ""] = operating.split(/^## From the manifest to a running Slack app, in ten steps$/m);
  return section.split(/^## /m)[0] ?? "";
}

/** Steps 5 to 7, at the emulator's page. */
async function createApp(
  url: string,
  manifest: string,
  keep: (name: string, value: string) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${url}/apps/new`);
  await create(page, manifest);
  await keep("SLACK_SIGNING_SECRET", await copied(page, "Signing Secret"));
  await page.getByRole("button", { name: /^Install to/ }).click();
  await keep("SLACK_BOT_TOKEN", await copied(page, "Bot User OAuth Token"));
  await keep("SLACK_API_URL", await copied(page, "Web API"));
}

const isReady = (origin: string) =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok || undefined,
    () => undefined,
  );
