import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

type SlackCall = { method: string; token: string; args: URLSearchParams };
/** `drop`: the connection ends without an answer. */
type Answer = { status?: number; headers?: Record<string, string>; body: unknown } | "drop";

/** The methods of Slack's Web API that delivery uses, over real HTTP: a person's DM is `D` and the person. `state.answer` may answer otherwise. */
export async function startSlackApi() {
  const calls: SlackCall[] = [];
  const state: { answer: (call: SlackCall) => Answer | undefined | Promise<Answer | undefined> } = {
    answer: () => undefined,
  };
  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let form = "";
    for await (const chunk of request) form += String(chunk);
    const method = (request.url ?? "").replace("/api/", "");
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    const call = { method, token, args: new URLSearchParams(form) };
    calls.push(call);
    const answer = (await state.answer(call)) ?? { body: usual(call) };
    if (answer === "drop") {
      request.destroy();
      return;
    }
    const { status = 200, headers = {}, body } = answer;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  afterAll(close);
  const posted = () => calls.filter((call) => call.method === "chat.postMessage");
  return { calls, posted, state, close, url: `http://127.0.0.1:${port}/api/` };
}

const fineChannel = { is_private: true, is_archived: false, is_ext_shared: false, is_member: true };
let lastTs = 1763663520;

function usual({ method, args }: SlackCall) {
  const channel = args.get("channel") ?? "";
  if (method === "conversations.info") return { ok: true, channel: { id: channel, ...fineChannel } };
  if (method === "chat.update") return { ok: true, channel, ts: args.get("ts") };
  lastTs += 1;
  return { ok: true, channel: channel.startsWith("U") ? `D${channel}` : channel, ts: `${lastTs}.000100` };
}
