import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { type Database, openDatabase } from "./app/database.ts";
import { CannotStart } from "./app/fault.ts";
import { healthRoutes } from "./app/health.ts";
import { type Listener, openListener } from "./app/listener.ts";
import { createMetrics, type Metrics } from "./app/metrics.ts";
import { startTimers } from "./app/timers.ts";
import type { Config } from "./config.ts";
import { createMailer } from "./delivery/email.ts";
import type { Senders } from "./delivery/rendered.ts";
import { createSlackSenders } from "./delivery/slack.ts";
import { createTexter } from "./delivery/sms.ts";
import { startDelivery } from "./delivery/start.ts";
import type { Deps } from "./deps.ts";
import { findBotToken } from "./flows/find-bot-token.ts";
import { planCheckpoints } from "./flows/plan-checkpoints.ts";
import type { Refresh } from "./flows/refresh-bot-token.ts";
import { runTimers } from "./flows/run-timers.ts";
import { createLog, type Log } from "./log.ts";
import { portalRoutes } from "./portal/routes.ts";
import { createSlackEdge } from "./slack/edge.ts";
import { findAppRoleFault } from "./store/app-role.ts";

export type App = {
  /** Where people reach it: `PUBLIC_URL`, or this machine. */
  url: string;
  port: number;
  /** Of the metrics, where they are served. */
  metricsPort: number | undefined;
  deps: Deps;
  /**
   * Ends in order: readiness off, for `graceMs` (default 0) new requests are still answered, what is under way finishes
   * (10 s at most, with the grace), then the connections.
   */
  stop: (options?: { graceMs?: number }) => Promise<void>;
};

type AppOptions = {
  now?: () => Date;
  log?: Log;
  /** One that is open already; it stays open at the end. */
  database?: Database;
  /** In place of Twilio: the demo's phone. */
  sendText?: Senders["sendText"];
  isUnhurried?: boolean;
  /** What Slack's timestamps are compared with: the machine's clock, and the demo's own, which moves for both sides. */
  wallClock?: () => number;
};

/** Puts the program together and starts it: database, portal, Slack, delivery and timers behind one port. */
export async function startApp(config: Config, options: AppOptions = {}): Promise<App> {
  const { now = () => new Date(), log = createLog(config.logLevel) } = options;
  const say = (message: string) => log.info({ event: "database" }, message);
  const database = options.database ?? (await openDatabase(config.database, { log: say }));
  const closing: (() => Promise<unknown>)[] = options.database ? [] : [database.close];
  try {
    await checkDatabase(database, config);
    const listener = await openListener(config.host, config.port);
    closing.unshift(listener.close);
    const metrics = await openMetrics(config, { db: database.db, now, closing });
    const sendText = options.sendText ?? (config.sms && createTexter(config.sms));
    const deps: Deps = {
      ...{ db: database.db, now, randomBytes, keys: config.keys, log },
      ...(config.auditSigningKey ? { auditSigningKey: config.auditSigningKey } : {}),
      ...(sendText ? { smsCountries: config.smsCountries } : {}),
      ...(options.isUnhurried ? { isUnhurried: true } : {}),
      ...(metrics ? { meter: metrics.meter } : {}),
    };
    const url = config.publicUrl ?? `http://localhost:${listener.port}`;
    const { wallClock } = options;
    const drain = compose({ config, deps, database, listener, url, sendText, wallClock, metrics });
    sayWhatIsMissing(config, log);
    if (!sendText) sayNotConfigured(log, "SMS is not configured: text messages are not offered.");
    log.info({ event: "started", url, port: listener.port }, `Latchkey is at ${url}`);
    const stop = async ({ graceMs = 0 } = {}) => {
      try {
        await drain(graceMs);
      } finally {
        await endAll(closing);
      }
    };
    return { url, port: listener.port, metricsPort: metrics?.port, deps, stop: once(stop) };
  } catch (error) {
    await endAll(closing);
    throw error;
  }
}

type Opening = { db: Deps["db"]; now: () => Date; closing: (() => Promise<unknown>)[] };

/** On a port of their own, so that whatever makes the app reachable from outside does not show them there (DESIGN 5). */
async function openMetrics({ host, metricsPort }: Config, { db, now, closing }: Opening) {
  if (metricsPort === undefined) return undefined;
  const listener = await openListener(host, metricsPort);
  const metrics = createMetrics({ db, now });
  closing.unshift(async () => metrics.stop(), listener.close);
  listener.serve(metrics.routes.fetch);
  return { ...metrics, port: listener.port };
}

/** What a deployment grants for an orderly end (DESIGN 5). */
const drainMs = 10_000;
/** For what Slack's requests left at work, where one connection took all of it. */
const lastMs = 500;
/** A company that was made since has its first checkpoint planned soon enough: it is due the next morning. */
const planEveryMs = 60 * 60_000;

type Parts = {
  config: Config;
  deps: Deps;
  database: Database;
  listener: Listener;
  url: string;
  sendText: Senders["sendText"];
  wallClock: (() => number) | undefined;
  metrics: Metrics | undefined;
};

/** Starts what works beside the requests, then answers them. The answer ends both. */
function compose(parts: Parts): (graceMs: number) => Promise<void> {
  const { config, deps, database, listener, url, sendText, wallClock, metrics } = parts;
  const { slack, paymentsMarkets: markets } = config;
  const clock = wallClock ? { wallClock } : {};
  const edge = slack && createSlackEdge({ deps, config: { ...slack, publicUrl: url, markets }, ...clock });
  const server = new Hono();
  if (metrics) server.use(metrics.measure);
  server.route("/", healthRoutes({ isDraining: listener.isDraining, isMigrated: database.isMigrated }));
  if (edge) server.route("/", edge.routes);
  const isSecure = url.startsWith("https:");
  const { installer } = edge ?? {};
  server.route("/", portalRoutes({ ...deps, publicUrl: url, isSecure, markets, installer }));
  const delivery = startDelivery({
    deps,
    senders: { ...sendersOf(config, deps, edge?.refresh), ...(sendText ? { sendText } : {}) },
    publicUrl: url,
    listen: database.owner,
  });
  const planning = startTimers(() => planCheckpoints(deps), deps.log, planEveryMs);
  const timers = startTimers(() => runTimers(deps, { refresh: edge?.refresh }), deps.log);
  listener.serve(server.fetch);
  return async (graceMs) => {
    deps.log.info({ event: "stopping" }, "stopping");
    const begin = performance.now();
    await Promise.all([listener.drain({ graceMs, timeoutMs: drainMs }), timers.stop(), planning.stop()]);
    // Only now: Slack's edge takes nothing new from here on, and until now requests were answered.
    await edge?.drain(Math.max(lastMs, drainMs - (performance.now() - begin)));
    // What a request still writes to the outbox leaves with it, or waits for the next start.
    await delivery.stop();
  };
}

/** Without one of them its messages wait, or go the other way: `delivery` decides. */
function sendersOf({ mail, slack }: Config, deps: Deps, refresh: Refresh | undefined): Senders {
  const findToken = (companyId: string, workspaceId: string) =>
    findBotToken(deps, { companyId, workspaceId, environmentToken: slack?.botToken, refresh });
  return {
    ...(mail ? { sendMail: createMailer(mail) } : {}),
    ...(slack ? { slack: createSlackSenders({ slackApiUrl: slack.apiUrl, findToken }) } : {}),
  };
}

async function checkDatabase(database: Database, { isProduction }: Config): Promise<void> {
  // As its owner, which the app's login is not: in production an operator does it, before the new version starts.
  if (!isProduction) await database.migrate();
  const fault = await findAppRoleFault(database.db);
  if (fault) throw new CannotStart(fault);
  if (!(await database.isMigrated().catch(() => false))) {
    throw new CannotStart("The database is not up to date: run `npm run cli -- migrate`, then start again.");
  }
}

/** Outside production a part may be missing: the rest works, and the log says what does not. */
function sayWhatIsMissing({ slack, mail, auditSigningKey }: Config, log: Log): void {
  const say = (message: string) => sayNotConfigured(log, message);
  if (!slack) say("Slack is not configured (SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN): only the portal works.");
  if (!mail) say("Mail is not configured (SMTP_URL, MAIL_FROM): messages wait in the outbox.");
  if (!auditSigningKey)
    say("Checkpoints are not signed (AUDIT_SIGNING_KEY): a cut end of the audit trail may go unseen.");
}

const sayNotConfigured = (log: Log, message: string) => log.warn({ event: "not_configured" }, message);

const once = <Options, T>(work: (options?: Options) => Promise<T>) => {
  let running: Promise<T> | undefined;
  return (options?: Options) => {
    running ??= work(options);
    return running;
  };
};

/** In the order given; one that fails does not keep the others open. */
async function endAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closing) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, "not everything could be closed");
}
