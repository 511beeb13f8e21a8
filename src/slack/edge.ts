import type { Receiver } from "@slack/bolt";
import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { createBolt } from "./bolt.ts";
import { createSlackApi } from "./client.ts";
import { createDispatcher } from "./dispatch.ts";
import { createInstaller, type OAuthConfig } from "./install/installer.ts";
import { createRefresh } from "./install/refresh.ts";
import { createReceiver } from "./receiver.ts";
import { createReinstall, createStillThere } from "./reinstall.ts";
import { createSocket } from "./socket/socket.ts";
import { createWorkspaces } from "./workspaces.ts";

export type SlackConfig = {
  /** Undefined: Slack comes by Socket Mode only. */
  signingSecret: string | undefined;
  /** Undefined: Slack comes by HTTP only. */
  appToken?: string | undefined;
  /** The environment's token, for workspaces without one of their own. */
  botToken?: string | undefined;
  /** For installing in more workspaces. */
  oauth?: OAuthConfig | undefined;
  apiUrl: string;
  /** Base of every link, without a slash at the end. */
  publicUrl: string;
  /** ISO countries in which payments work. */
  markets: readonly string[];
};

/** Twice a crowd of 64, which waits milliseconds for the pool; some kilobytes each. Only without a bound memory grew (RUNTIME 4). */
const defaultMaxInFlight = 128;

type Options = {
  deps: Deps;
  config: SlackConfig;
  maxInFlight?: number;
  /** Slack's timestamps are compared with the machine's clock, whatever clock the flows are given. */
  wallClock?: () => number;
};

/**
 * The Slack edge: `routes` serves `POST /slack/events` on the one server; `drain` lets what runs finish; `installer` is for the
 * portal's pages, `refresh` for whoever else speaks in Slack.
 */
export function createSlackEdge({
  deps,
  config,
  maxInFlight = defaultMaxInFlight,
  wallClock = Date.now,
}: Options) {
  const { signingSecret, appToken, botToken, apiUrl, publicUrl, markets } = config;
  const { log } = deps;
  const http = signingSecret === undefined ? undefined : createReceiver({ signingSecret, log, wallClock });
  const api = createSlackApi({ apiUrl, log });
  const { oauth } = config;
  const refresh = oauth && createRefresh({ deps, oauth, apiUrl });
  const workspaces = createWorkspaces({ deps, botToken, refresh });
  const isBack = createReinstall({ deps, workspaces });
  const isStillThere = createStillThere({ deps, api });
  const knowing = { workspaces, isBack, isStillThere };
  const dispatch = createDispatcher({ deps, api, ...knowing, publicUrl, markets, maxInFlight });
  const app = createBolt({ receiver: http?.receiver ?? noReceiver, dispatch, log, apiUrl });
  const socket = appToken ? createSocket({ config: { appToken, apiUrl }, app, log, wallClock }) : undefined;
  const installing = { deps, apiUrl, publicUrl, wallClock, forgetWorkspaces: workspaces.forget };
  const installer = oauth && createInstaller({ ...installing, oauth });
  return {
    routes: http?.routes ?? new Hono(),
    inFlight: () => (http?.inFlight() ?? 0) + (socket?.inFlight() ?? 0),
    drain: async (deadlineMs: number): Promise<void> => {
      await Promise.all([http?.drain(deadlineMs), socket?.drain(deadlineMs)]);
    },
    installer,
    refresh,
  };
}

/** Bolt wants one; what comes by the socket is handed to it directly. */
const noReceiver: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};
