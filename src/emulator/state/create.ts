import { setMaxListeners } from "node:events";
import { addChannel, type NewChannel } from "./channels.ts";
import { createFaults } from "./faults.ts";
import { touch } from "./listeners.ts";
import { addPerson, type NewPerson } from "./people.ts";
import { noSockets } from "./sockets.ts";
import { noRotation } from "./tokens.ts";
import type { AppIdentity, Connection, Declared, Enterprise, Team, World } from "./world.ts";

export type WorldOptions = {
  signingSecret: string;
  botToken: string;
  appToken?: string | undefined;
  oauth?: Connection["oauth"];
  appUrl?: string | undefined;
  now?: (() => Date) | undefined;
  /** Where people have browsers of their own: changes the addresses in what a person sees. */
  inBrowserOf?: ((userId: string, seen: string) => string) | undefined;
  team?: Partial<Team> | undefined;
  enterprise?: Enterprise | undefined;
  app?: Partial<AppIdentity> | undefined;
  /** The app is known, but installed nowhere yet. */
  isNotInstalled?: boolean | undefined;
  people?: readonly NewPerson[] | undefined;
  channels?: readonly NewChannel[] | undefined;
  /** What the manifest says; parts left out are not enforced. */
  declared?: Declared | undefined;
  /** Whether an app may be created from a manifest, in the place of the one that is there. */
  canCreateApps?: boolean;
  answerTimeoutMs?: number | undefined;
  eventRetryDelaysMs?: readonly number[] | undefined;
  pingEveryMs?: number | undefined;
  socketLifeMs?: number | undefined;
  messagesPerChannel?: number | undefined;
  logEntries?: number | undefined;
  logBytes?: number | undefined;
  /** Off by default, so that tests need not wait. */
  hasRateLimits?: boolean | undefined;
  slowMs?: number | undefined;
  /** With tokens that expire: each installation and refresh gives new ones. */
  tokenLifeSeconds?: number | undefined;
  /** Emulators of other workspaces of the same app: what the app calls with their tokens is theirs. */
  neighbours?: readonly { world: World }[] | undefined;
};

const acme = "acmebuilders.example";

/** The people and channels of an emulator that is told nothing else. */
const defaultPeople: readonly NewPerson[] = [
  { id: "U0OLIVIA01", realName: "Olivia Reyes", name: "olivia", email: `olivia@${acme}`, isAdmin: true },
  { id: "U0MARCUS01", realName: "Marcus Lee", name: "marcus", email: `marcus@${acme}` },
  { id: "U0SAM00001", realName: "Sam Okafor", name: "sam", email: `sam@${acme}` },
  { id: "U0NORA0001", realName: "Nora Kim", name: "nora", email: `nora@${acme}` },
  // A guest from another firm: what apps must tell apart from colleagues.
  {
    id: "U0PETRA001",
    realName: "Petra Alvarez",
    name: "petra",
    email: "petra@alvarezdrywall.example",
    isRestricted: true,
  },
];

const defaultChannels: readonly NewChannel[] = [
  { id: "C0GENERAL1", name: "general" },
  {
    id: "C0PAYMENTS",
    name: "payments-approvals",
    kind: "private",
    members: ["U0OLIVIA01", "U0MARCUS01", "U0SAM00001", "U0NORA0001"],
  },
];

/** A workspace with the app installed in it. */
export function createWorld(options: WorldOptions): World {
  const now = options.now ?? (() => new Date());
  const world: World = {
    now,
    inBrowserOf: options.inBrowserOf ?? ((_, seen) => seen),
    team: { id: "T0ACME0001", domain: "acmebuilders", name: "Acme Builders", ...options.team },
    enterprise: options.enterprise,
    app: { id: "A0LATCHKEY", name: "Latchkey", botId: "B0LATCHKEY", botUserId: "U0LATCHKEY", ...options.app },
    canCreateApps: options.canCreateApps ?? false,
    declared: options.declared ?? {},
    connection: connectionOf(options),
    people: new Map(),
    channels: new Map(),
    messages: new Map(),
    stacks: new Map(),
    homes: new Map(),
    looks: new Map(),
    changes: 0,
    listeners: new Set(),
    triggers: new Map(),
    responseUrls: new Map(),
    sockets: noSockets(),
    installCodes: new Map(),
    rotation: noRotation(),
    neighbours: (options.neighbours ?? []).map((one) => one.world),
    log: [],
    logBytes: 0,
    faults: createFaults(() => touch(world)),
    limits: limitsOf(options),
    rates: new Map(),
    pending: new Set(),
    stopping: endOfAll(),
    openCalls: 0,
    held: [],
    lastId: Date.now() * 1000,
    lastEntry: 0,
    lastTs: 0,
  };
  for (const person of options.people ?? defaultPeople) addPerson(world, person);
  for (const channel of options.channels ?? defaultChannels) addChannel(world, channel);
  return world;
}

/** Whatever waits in a busy workspace listens to it: any number, and that is no leak. */
function endOfAll(): AbortController {
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  return end;
}

function connectionOf(options: WorldOptions): Connection {
  return {
    appUrl: options.appUrl,
    signingSecret: options.signingSecret,
    botToken: options.botToken,
    appToken: options.appToken,
    oauth: options.oauth,
    baseUrl: "",
    answerTimeoutMs: options.answerTimeoutMs ?? 3000,
    eventRetryDelaysMs: options.eventRetryDelaysMs ?? [0, 60_000, 300_000],
    pingEveryMs: options.pingEveryMs ?? 10_000,
    socketLifeMs: options.socketLifeMs ?? 18_060_000,
    tokenLifeSeconds: options.tokenLifeSeconds ?? (options.declared?.rotatesTokens ? 43_200 : undefined),
    revoked: options.isNotInstalled ? "account_inactive" : undefined,
  };
}

function limitsOf(options: WorldOptions): World["limits"] {
  return {
    messagesPerChannel: options.messagesPerChannel ?? 2000,
    logEntries: options.logEntries ?? 1000,
    logBytes: options.logBytes ?? 8_000_000,
    // Those that are alive are far fewer, even under load.
    triggers: 5000,
    responseUrls: 5000,
    hasRateLimits: options.hasRateLimits ?? false,
    slowMs: options.slowMs ?? 4000,
  };
}
