import { createServer, type IncomingHttpHeaders } from "node:http";
import { checkView } from "../../src/emulator/block-kit/view.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { pushView } from "../../src/emulator/state/views.ts";
import { workspaceOf } from "../helpers/workspace.ts";
import { botToken, signingSecret } from "./sample-app.ts";

export type Received = { headers: IncomingHttpHeaders; body: string; payload: Record<string, unknown> };
type Reply = {
  status?: number;
  body?: string;
  json?: unknown;
  /** Comes after the emulator has given up waiting. */
  isLate?: boolean;
  headers?: Record<string, string>;
};

/** How long the emulator waits for an answer that is to be late; long enough that a busy machine gets it there. */
const shortPatienceMs = 500;

/** An app that answers exactly as told: what Bolt would never do can be tried with it. */
export async function startStub(options: Partial<EmulatorOptions> = {}) {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body, payload: payloadOf(body) });
      const { status = 200, json, isLate = false, headers = {}, ...reply } = replies.shift() ?? {};
      const type = json === undefined ? "text/plain" : "application/json";
      const answer = () => {
        response.writeHead(status, { "content-type": type, ...headers });
        response.end(json === undefined ? (reply.body ?? "") : JSON.stringify(json));
      };
      if (!isLate) return answer();
      emulator.world.connection.answerTimeoutMs = patienceMs;
      response.once("close", answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the stub listens on no port");
  const appUrl = `http://127.0.0.1:${address.port}/slack/events`;
  const patienceMs = options.answerTimeoutMs ?? 3000;
  const emulator = await startEmulator({
    port: 0,
    signingSecret,
    botToken,
    appUrl,
    ...options,
  });
  return {
    emulator,
    received,
    workspace: workspaceOf(emulator),
    /** What to answer to the next request; without it an empty 200. */
    reply: (reply: Reply) => {
      replies.push(reply);
      if (reply.isLate) emulator.world.connection.answerTimeoutMs = shortPatienceMs;
    },
    showModal: (view: object, userId = "U0OLIVIA01") => {
      const checked = checkView(view, "modal");
      if (!checked.ok) throw new Error(checked.messages.join("\n"));
      return pushView(emulator.world, userId, checked.value);
    },
    stopApp: () => new Promise<void>((resolve) => void server.close(() => resolve())),
    close: async () => {
      await emulator.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function payloadOf(body: string): Record<string, unknown> {
  const json = body.startsWith("{") ? body : new URLSearchParams(body).get("payload");
  const parsed: unknown = json ? JSON.parse(json) : Object.fromEntries(new URLSearchParams(body));
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}
