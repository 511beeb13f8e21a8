import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { workspaceOf } from "../helpers/workspace.ts";

export const signingSecret = "sample-signing-secret";
export const botToken = "xoxb-sample-token";

/** An emulator and a Bolt app as the documentation writes them, each knowing the other's address only. */
export async function startSample(options: Partial<EmulatorOptions> = {}) {
  const emulator = await startEmulator({ port: 0, signingSecret, botToken, ...options });
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    token: botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: emulator.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
  });
  await app.init();
  const server = await app.start(0);
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the sample app listens on no port");
  emulator.setAppUrl(`http://127.0.0.1:${address.port}/slack/events`);
  const close = async () => {
    await emulator.close();
    server.closeAllConnections();
    await app.stop();
  };
  return { emulator, app, workspace: workspaceOf(emulator), close };
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
