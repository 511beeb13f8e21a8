import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { readDeclared } from "../../src/demo/manifest.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { startLatchkey } from "./latchkey.ts";
import { workspaceOf } from "./workspace.ts";

export const oauth = { clientId: "1234567890.0987654321", clientSecret: randomBytes(16).toString("hex") };

/** The product's settings for installing in many workspaces. */
export const oauthEnv = {
  SLACK_CLIENT_ID: oauth.clientId,
  SLACK_CLIENT_SECRET: oauth.clientSecret,
  SLACK_STATE_SECRET: randomBytes(16).toString("hex"),
};

/** One product, the workspace that it was set up with, and a second one, Acme West, in which the same app can be installed. */
export async function startInTwo(west: Partial<EmulatorOptions> = {}) {
  const signingSecret = randomBytes(16).toString("hex");
  const shared = { signingSecret, oauth, declared: await readDeclared() };
  const second = await startEmulator({
    ...shared,
    botToken: `xoxb-west-${randomBytes(12).toString("hex")}`,
    team: { id: "T0WEST0001", domain: "acmewest", name: "Acme West" },
    ...west,
  });
  const latchkey = await startLatchkey({
    emulated: { ...shared, neighbours: [second] },
    env: { SLACK_SIGNING_SECRET: signingSecret, ...oauthEnv },
  });
  second.setAppUrl(`http://127.0.0.1:${latchkey.app.port}/slack/events`);
  afterAll(() => second.close());
  return { ...latchkey, west: { emulator: second, workspace: workspaceOf(second) } };
}

/** At Slack a person chooses a workspace at the top right of the page. */
export const choosing =
  ({ world }: Emulator) =>
  (url: URL) =>
    url.pathname === "/oauth/v2/authorize"
      ? new URL(url.pathname + url.search, world.connection.baseUrl)
      : url;
