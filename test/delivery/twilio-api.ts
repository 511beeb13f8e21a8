import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

type Call = { method: string; path: string; authorization: string; form: Record<string, string> };
/** "hang": no answer; "drop": the connection ends without one. */
type Answer = { status: number; headers?: Record<string, string>; body: unknown } | "hang" | "drop";

export const account = { accountSid: `AC${"a1".repeat(16)}`, authToken: "0f".repeat(16) };

/** Twilio's error, word for word as its API says it. https://www.twilio.com/docs/usage/twilios-response */
export const twilioError = (status: number, code: number, message: string) => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

/** Twilio's Messages resource over real HTTP. `state.answer` may answer otherwise. */
export async function startTwilioApi() {
  const calls: Call[] = [];
  const state: { answer: (call: Call) => Answer | undefined } = { answer: () => undefined };
  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse) {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "", url: path = "", headers } = request;
    const form = Object.fromEntries(new URLSearchParams(body));
    const call = { method, path, authorization: headers.authorization ?? "", form };
    calls.push(call);
    const answer = state.answer(call) ?? { status: 201, body: created(call) };
    if (answer === "hang") return;
    if (answer === "drop") {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { calls, state, url: `http://127.0.0.1:${port}` };
}

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message */
const created = ({ form }: Call) => ({
  account_sid: account.accountSid,
  api_version: "2010-04-01",
  body: form["Body"],
  date_created: "Thu, 24 Aug 2023 05:01:45 +0000",
  date_sent: null,
  date_updated: "Thu, 24 Aug 2023 05:01:45 +0000",
  direction: "outbound-api",
  error_code: null,
  error_message: null,
  from: form["From"] ?? null,
  messaging_service_sid: form["MessagingServiceSid"] ?? null,
  num_media: "0",
  num_segments: "1",
  price: null,
  price_unit: null,
  sid: `SM${"c".repeat(32)}`,
  status: "queued",
  subresource_uris: {},
  to: form["To"],
  uri: `/2010-04-01/Accounts/${account.accountSid}/Messages/SM${"c".repeat(32)}.json`,
});
