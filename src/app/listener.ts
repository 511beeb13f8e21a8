import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";

type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export type Listener = {
  /** The one really taken, where port 0 was asked for. */
  port: number;
  /** Whether new work is refused. */
  isDraining: () => boolean;
  /** Answers requests with this; until then every one is told to come back. */
  serve: (fetch: Fetch) => void;
  /** Refuses new work, and waits at most `timeoutMs` for the requests under way. Health is still answered. */
  drain: (timeoutMs: number) => Promise<void>;
  close: () => Promise<void>;
};

/** Forms and Slack's payloads are small: whoever takes longer holds a connection for nothing. */
const requestTimeoutMs = 30_000;

/** Takes the port at once, so that a busy one is known before anything else starts, and its number is known to links. */
export async function openListener(host: string, port: number): Promise<Listener> {
  let handler: Fetch = comeBack;
  let draining = false;
  const work = countOpen();
  const answer = (request: Request, bindings: HttpBindings) =>
    draining && !isHealth(request) ? comeBack() : handler(request, bindings);
  const server = createServer({ requestTimeout: requestTimeoutMs });
  server.on("request", (_request, response) => response.once("close", work.begin()));
  server.on(
    "request",
    getRequestListener((request, bindings) => answer(request, asHttp(bindings))),
  );
  const taken = await listen(server, host, port);
  return {
    port: taken,
    isDraining: () => draining,
    serve: (fetch) => {
      handler = fetch;
    },
    drain: (timeoutMs) => {
      draining = true;
      return work.finished(timeoutMs);
    },
    close: () => close(server),
  };
}

const isHealth = (request: Request) => /^\/(healthz|readyz)$/.test(new URL(request.url).pathname);

/** `Connection: close`, so that a balancer's next request on this connection goes elsewhere. */
const comeBack = () =>
  new Response("Restarting. Please try again in a moment.\n", {
    status: 503,
    headers: { "Retry-After": "2", Connection: "close" },
  });

/** Ours is an http server, whose requests are never http2's. */
function asHttp(bindings: object): HttpBindings {
  if (!isHttp(bindings)) throw new Error("not a request of this server");
  return bindings;
}

const isHttp = (bindings: object): bindings is HttpBindings =>
  "incoming" in bindings && "outgoing" in bindings;

/** Counts what has begun and not ended, until the last byte of an answer has left. */
function countOpen() {
  let open = 0;
  let onIdle = () => {};
  const end = () => {
    open -= 1;
    if (open === 0) onIdle();
  };
  return {
    begin: () => {
      open += 1;
      return end;
    },
    finished: (timeoutMs: number) =>
      new Promise<void>((resolve) => {
        if (open === 0) return resolve();
        const timer = setTimeout(resolve, timeoutMs);
        onIdle = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Idle keep-alive connections would hold the process; what is under way has had its time. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
