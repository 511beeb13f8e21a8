import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { getRequestListener, type HttpBindings } from "@hono/node-server";

type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export type Listener = {
  /** The one really taken, where port 0 was asked for. */
  port: number;
  /** Whether it is on its way out: a balancer should send nobody any more. */
  isDraining: () => boolean;
  /** Answers requests with this; until then every one is told to come back. */
  serve: (fetch: Fetch) => void;
  /**
   * Leaves without losing a request. For `graceMs` it goes on as before, but each answer ends its connection, while a
   * balancer finds out; then it takes no more connections, and what is under way finishes. Both in `timeoutMs` at most.
   */
  drain: (options: { graceMs: number; timeoutMs: number }) => Promise<void>;
  close: () => Promise<void>;
};

/** Forms and Slack's payloads are small: whoever takes longer holds a connection for nothing. */
const requestTimeoutMs = 30_000;

/** Takes the port at once, so that a busy one is known before anything else starts, and its number is known to links. */
export async function openListener(host: string, port: number): Promise<Listener> {
  let handler: Fetch = comeBack;
  let draining = false;
  const answers = followAnswers();
  const server = createServer({ requestTimeout: requestTimeoutMs });
  const visits = followVisits(server);
  server.on("request", (_request, response) => {
    answers.begin(response);
    if (draining) endConnection(response);
  });
  server.on(
    "request",
    getRequestListener((request, bindings) => handler(request, asHttp(bindings))),
  );
  const taken = await listen(server, host, port);
  return {
    port: taken,
    isDraining: () => draining,
    serve: (fetch) => {
      handler = fetch;
    },
    drain: async ({ graceMs, timeoutMs }) => {
      draining = true;
      for (const response of answers.open) endConnection(response);
      const grace = visits.isExpected() ? Math.min(graceMs, timeoutMs) : 0;
      if (grace > 0) await delay(grace);
      // Also ends the connections that nobody is using.
      server.close();
      await answers.finished(timeoutMs - grace);
    },
    close: () => close(server),
  };
}

/** A balancer's next request on this connection goes elsewhere. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

/** A balancer asks for readiness every few seconds, Kubernetes every ten unless told otherwise. */
const probedWithinMs = 15_000;

/** Whether anybody may come: somebody is connected, or was a moment ago. */
function followVisits(server: Server) {
  let [open, lastAt] = [0, Number.NEGATIVE_INFINITY];
  server.on("connection", (socket) => {
    open += 1;
    socket.once("close", () => {
      open -= 1;
      lastAt = performance.now();
    });
  });
  return { isExpected: () => open > 0 || performance.now() - lastAt < probedWithinMs };
}

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

/** What has begun and not ended, until the last byte of an answer has left. */
function followAnswers() {
  const open = new Set<ServerResponse>();
  let onIdle = () => {};
  return {
    open,
    begin: (response: ServerResponse) => {
      open.add(response);
      response.once("close", () => {
        open.delete(response);
        if (open.size === 0) onIdle();
      });
    },
    finished: (timeoutMs: number) =>
      new Promise<void>((resolve) => {
        if (open.size === 0) return resolve();
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
