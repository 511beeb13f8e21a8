import { type ClientRequest, request } from "node:http";
import { Hono } from "hono";
import { afterAll, expect, test } from "vitest";
import { openListener } from "../../src/app/listener.ts";
import { testDatabase } from "../helpers/database.ts";
import { testDeps } from "../helpers/deps.ts";
import { portal } from "../portal/browser.ts";
import { slackEdge } from "../slack/helpers/slack-edge.ts";

const { db } = await testDatabase();
const { deps } = testDeps(db);
const edge = await slackEdge(deps);
const listener = await openListener("127.0.0.1", 0);
const server = new Hono().route("/", edge.routes).route("/", portal(deps));
listener.serve(server.fetch);
afterAll(listener.close);

const chunk = Buffer.alloc(64 * 1024, "a=b&");
const total = 64 * 1024 * 1024;
/** What a refusing server may have taken: less than it holds (4 MB), and what lies in the sockets of this machine. */
const mostTaken = 16 * 1024 * 1024;

type Taken = { status: number | undefined; sent: number };

/** Sends until all is sent, or an answer or the end of the connection comes. */
function pour(path: string, headers: Record<string, string>): Promise<Taken> {
  return new Promise((resolve) => {
    const sending = request({ host: "127.0.0.1", port: listener.port, path, method: "POST", headers });
    let sent = 0;
    const end = (status: number | undefined) => {
      sending.destroy();
      resolve({ status, sent });
    };
    sending.on("response", (response) => end(response.statusCode));
    sending.on("error", () => end(undefined));
    const more = (one: ClientRequest) => {
      if (sent >= total) return void one.end();
      sent += chunk.length;
      one.write(chunk, (error) => {
        if (!error) more(one);
      });
    };
    more(sending);
  });
}

const form = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };

test.each([
  ["/slack/events", "chunked", {}],
  ["/slack/events", "of the length that it says", { "Content-Length": String(total) }],
  ["/sign-in", "chunked", {}],
  ["/sign-in", "of the length that it says", { "Content-Length": String(total) }],
  ["/nowhere", "chunked", {}],
])(
  "a body without end at %s, %s, is refused while it comes and is not taken in",
  async (path, _, headers) => {
    const { status, sent } = await pour(path, { ...form, ...headers });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(mostTaken);
  },
);
