import type { Emulator } from "../../src/emulator/server.ts";
import { sign } from "../../src/slack/signature.ts";
import { workspaceOf } from "./workspace.ts";

/** Sends what Slack sent last of this kind to one process, signed anew. Each is another request: none is taken for a replay. */
export function sendingAgain(emulator: Pick<Emulator, "world" | "log">, kind = "slash_command") {
  let sent = 0;
  return async (port: number): Promise<{ text: string; ms: number }> => {
    sent += 1;
    const body = `${workspaceOf(emulator).lastRequest(kind).request.body}&nth=${sent}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const { signingSecret } = emulator.world.connection;
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": sign({ secret: signingSecret, timestamp, body: Buffer.from(body) }),
    };
    const begun = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", headers, body });
    return { text: await response.text(), ms: performance.now() - begun };
  };
}
