import type { Server } from "node:http";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { createAppPages } from "./create-app/routes.tsx";
import { inspector } from "./inspector/routes.tsx";
import { page } from "./page/routes.tsx";
import { acceptSockets } from "./socket-mode/accept.ts";
import { createWorld, type WorldOptions } from "./state/create.ts";
import type { Faults } from "./state/faults.ts";
import { type LogEntry, problems } from "./state/log.ts";
import type { World } from "./state/world.ts";
import { webApi } from "./web-api/routes.ts";

export type EmulatorOptions = WorldOptions & {
  /** 0 for any free port. */
  port?: number;
  host?: string;
};

export type Emulator = {
  /** The page for people. */
  url: string;
  /** `slackApiUrl` for the app: the Web API, with its final slash. */
  apiUrl: string;
  world: World;
  faults: Faults;
  /** Every request either way with its answer, oldest first, bounded. */
  log: LogEntry[];
  /** What the app did wrong or too late, in words. */
  problems: () => string[];
  /** Where the app takes requests; the two need each other's ports. */
  setAppUrl: (url: string) => void;
  close: () => Promise<void>;
};

/** Starts a Slack workspace on this machine, for one app. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const world = createWorld(options);
  const host = options.host ?? "127.0.0.1";
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route("/", webApi(world));
  app.route("/", inspector(world));
  if (world.canCreateApps) app.route("/", createAppPages(world));
  app.route("/", page(world));
  const { server, port } = await listen(app, options.port ?? 0, host);
  const url = `http://${host === "127.0.0.1" ? "localhost" : host}:${port}`;
  world.connection.baseUrl = `http://${host}:${port}`;
  const endSockets = acceptSockets(world, server);
  return {
    url,
    apiUrl: `${world.connection.baseUrl}/api/`,
    world,
    faults: world.faults,
    log: world.log,
    problems: () => problems(world),
    setAppUrl: (appUrl) => {
      world.connection.appUrl = appUrl;
    },
    close: () => {
      endSockets();
      return close(world, server);
    },
  };
}

function listen(app: Hono<{ Bindings: HttpBindings }>, port: number, hostname: string) {
  return new Promise<{ server: Server; port: number }>((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info) =>
      resolve({ server: asHttp(server), port: info.port }),
    );
    server.once("error", reject);
  });
}

/** `serve` answers http, https or http2; without a factory of ours it is http. */
function asHttp(server: ReturnType<typeof serve>): Server {
  if (!("closeAllConnections" in server)) throw new Error("the emulator serves plain http only");
  return server;
}

async function close(world: World, server: Server): Promise<void> {
  world.stopping.abort();
  await Promise.allSettled(world.pending);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
