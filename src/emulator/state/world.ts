import type { Channel } from "./channels.ts";
import type { Faults } from "./faults.ts";
import type { InstallCode } from "./installs.ts";
import type { LogEntry } from "./log.ts";
import type { Message } from "./messages.ts";
import type { Person } from "./people.ts";
import type { ResponseUrl } from "./response-urls.ts";
import type { Sockets } from "./sockets.ts";
import type { Rotation } from "./tokens.ts";
import type { Trigger } from "./triggers.ts";
import type { View } from "./views.ts";

export type Team = { id: string; domain: string; name: string };
/** `isInstall`: the app is installed org-wide, and payloads name no team. */
export type Enterprise = { id: string; name: string; isInstall?: boolean };

/** The one installed app, as Slack knows it. */
export type AppIdentity = { id: string; name: string; botId: string; botUserId: string };

/** `shouldEscape`: people that are mentioned after it reach the app as `<@U…|name>`. */
export type Command = { command: string; description: string; usageHint: string; shouldEscape?: boolean };

/** What an app's manifest declares. Undefined parts are not enforced. */
export type Declared = {
  commands?: Command[] | undefined;
  scopes?: string[] | undefined;
  events?: string[] | undefined;
  hasOptionsUrl?: boolean | undefined;
  hasHomeTab?: boolean | undefined;
  /** `token_rotation_enabled`: tokens then live 12 hours. */
  rotatesTokens?: boolean | undefined;
  globalShortcuts?: { name: string; callbackId: string }[] | undefined;
  messageShortcuts?: { name: string; callbackId: string }[] | undefined;
};

export type Connection = {
  /** Where requests go; known only once the app listens. */
  appUrl: string | undefined;
  signingSecret: string;
  botToken: string;
  /** Of oauth.v2.access. Without one nothing is installed by OAuth. */
  oauth: { clientId: string; clientSecret: string } | undefined;
  /** Of apps.connections.open. Without one there is no Socket Mode. */
  appToken: string | undefined;
  /** The emulator's own address, for response_urls. */
  baseUrl: string;
  /** Slack waits 3,000 ms for an answer. */
  answerTimeoutMs: number;
  /** Slack retries events at once, after a minute, and after five. */
  eventRetryDelaysMs: readonly number[];
  /** Slack pings each connection, at the latest every 30 s. */
  pingEveryMs: number;
  /** Slack refreshes a connection after some hours. */
  socketLifeMs: number;
  /** How long a bot token lives; undefined: for ever. https://docs.slack.dev/authentication/using-token-rotation */
  tokenLifeSeconds: number | undefined;
  /** Why every token is refused, after an uninstall or a revocation. */
  revoked: "account_inactive" | "token_revoked" | undefined;
};

/** Everything there is. One mutable record, changed by the functions of the files beside this one. */
export type World = {
  now: () => Date;
  /** What a person sees, with addresses as that person's own browser reaches them. */
  inBrowserOf: (userId: string, seen: string) => string;
  team: Team;
  enterprise: Enterprise | undefined;
  app: AppIdentity;
  declared: Declared;
  canCreateApps: boolean;
  connection: Connection;
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  messages: Map<string, Message[]>;
  /** Modals by person, the top one last. */
  stacks: Map<string, View[]>;
  homes: Map<string, View>;
  /** By person and channel, the last message that the person has looked at. */
  looks: Map<string, Map<string, string>>;
  /** How many there were; a page knows by it whether it has seen what became of an act. */
  changes: number;
  /** Whoever is told of every change. */
  listeners: Set<() => void>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  sockets: Sockets;
  installCodes: Map<string, InstallCode>;
  rotation: Rotation;
  /** Other workspaces in which the same app is installed: its calls for them come here, too. */
  neighbours: World[];
  log: LogEntry[];
  /** What all of it weighs, by the lengths of the bodies. */
  logBytes: number;
  faults: Faults;
  limits: {
    messagesPerChannel: number;
    logEntries: number;
    logBytes: number;
    triggers: number;
    responseUrls: number;
    /** Whether calls too many are refused. */
    hasRateLimits: boolean;
    /** How long `[slack:slow]` takes. */
    slowMs: number;
  };
  /** When each method and channel was last used, for rate limits. */
  rates: Map<string, number[]>;
  /** Timers and deliveries still under way, so that closing can end them and tests can wait for them. */
  pending: Set<Promise<unknown>>;
  stopping: AbortController;
  /** Calls of the app being answered right now. */
  openCalls: number;
  /** Lets go what is to come after the next delivery. */
  held: (() => void)[];
  lastId: number;
  lastEntry: number;
  lastTs: number;
};

/** Without the app installed Slack sends it nothing and shows nobody what it offers. */
export const isInstalled = (world: World): boolean => world.connection.revoked !== "account_inactive";
