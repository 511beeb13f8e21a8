import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export type ApiCall = { method: string; args: Record<string, unknown>; token: string };
type Answer = Record<string, unknown> & { ok: boolean };
/** `hang`: no answer, ever. `drop`: the connection ends without one. */
type Outage = "hang" | "drop" | 429 | 500;

/**
 * Slack's side of the wire for tests of the edge: answers every Web API method with ok, says of people what a test
 * told it, and records calls and `response_url` posts. A method can be told to fail, or to take its time.
 */
export async function slackWebApi() {
  const calls: ApiCall[] = [];
  const responses: Record<string, unknown>[] = [];
  const people = new Map<string, Record<string, unknown>>();
  const failures = new Map<string, Answer | Outage>();

  async function answer(method: string, request: IncomingMessage): Promise<Answer | Outage> {
    const args = decode(await readAll(request));
    calls.push({ method, args, token: (request.headers.authorization ?? "").replace("Bearer ", "") });
    const failure = failures.get(method);
    if (failure !== undefined) return failure;
    if (method !== "users.info") return { ok: true, view: { id: "V0OPENED01" }, ts: "1548261231.000200" };
    const user = people.get(String(args["user"]));
    return user ? { ok: true, user } : { ok: false, error: "user_not_found" };
  }

  const server = createServer((request, response) => {
    const end = (status: number, body: unknown) => {
      response.writeHead(status, {
        "content-type": "application/json",
        ...(status === 429 ? { "retry-after": "30" } : {}),
      });
      response.end(JSON.stringify(body));
    };
    const path = request.url ?? "";
    if (path.startsWith("/respond/")) {
      void readAll(request).then((text) => {
        const failure = failures.get("response_url");
        if (typeof failure !== "number") {
          responses.push(JSON.parse(text));
          return end(200, { ok: true });
        }
        calls.push({ method: "response_url", args: {}, token: "" });
        end(failure, { ok: false });
      });
      return;
    }
    void answer(path.replace("/api/", ""), request).then((said) => {
      if (said === "hang") return;
      if (said === "drop") request.destroy();
      else if (typeof said === "number") end(said, { ok: false });
      else end(200, said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;

  /** The arguments of the newest call of a method. */
  function last(method: string): Record<string, unknown> {
    const call = calls.findLast((one) => one.method === method);
    if (!call)
      throw new Error(`${method} was not called; called: ${calls.map((one) => one.method).join(", ")}`);
    return call.args;
  }

  return {
    apiUrl: `${base}/api/`,
    responseUrl: `${base}/respond/1`,
    calls,
    responses,
    people,
    failures,
    last,
  };
}

/** Slack's Web API takes forms whose nested values are JSON. */
function decode(text: string): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(text))
    args[key] = /^[[{]/.test(value) ? parsed(value) : value;
  return args;
}

/** What only begins like JSON is text. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
