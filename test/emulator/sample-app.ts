import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { until } from "../helpers/until.ts";
import { workspaceOf } from "../helpers/workspace.ts";

export const signingSecret = "sample-signing-secret";
export const botToken = "xoxb-sample-token";

export const appToken = "xapp-sample-token";

/** The two ways by which Slack reaches an app. */
export type Wire = "http" | "socket";

/** An emulator and a Bolt app as the documentation writes them, each knowing the other's address only. */
export async function startSample(options: Partial<EmulatorOptions> = {}, wire: Wire = "http") {
  const emulator = await startEmulator({ port: 0, signingSecret, botToken, appToken, ...options });
  const { app, close: closeApp } =
    wire === "http" ? await startByHttp(emulator) : await startBySocket(emulator);
  const close = async () => {
    await closeApp();
    await emulator.close();
  };
  return { emulator, app, workspace: workspaceOf(emulator), close };
}

async function startByHttp(emulator: Emulator) {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = await initialised(emulator, receiver);
  const server = await app.start(0);
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the sample app listens on no port");
  emulator.setAppUrl(`http://127.0.0.1:${address.port}/slack/events`);
  const close = async () => {
    server.closeAllConnections();
    await app.stop();
  };
  return { app, close };
}

/** No address of the app is known: all goes over its WebSocket. A dead connection is tried again in a moment. */
async function startBySocket(emulator: Emulator) {
  const receiver = new SocketModeReceiver({
    appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 300,
    installerOptions: { clientOptions: { slackApiUrl: emulator.apiUrl, retryConfig: { retries: 0 } } },
  });
  const app = await initialised(emulator, receiver);
  await app.start();
  const close = async () => {
    await app.stop();
    await until("the end of its connection", () => emulator.world.sockets.open.length === 0 || undefined);
  };
  return { app, close };
}

async function initialised({ apiUrl }: Emulator, receiver: Receiver): Promise<App> {
  const app = new App({
    receiver,
    token: botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
  });
  await app.init();
  return app;
}

/** A modal of one email field; further parts on top. */
export function emailModal(extra: Partial<ModalView> = {}): ModalView {
  return {
    type: "modal",
    callback_id: "who",
    title: { type: "plain_text", text: "Who" },
    submit: { type: "plain_text", text: "Continue" },
    blocks: [
      {
        type: "input",
        block_id: "email",
        label: { type: "plain_text", text: "Email of the person" },
        element: { type: "email_text_input", action_id: "value" },
      },
    ],
    ...extra,
  };
}
