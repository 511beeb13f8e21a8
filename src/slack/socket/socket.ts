import { setTimeout as delay } from "node:timers/promises";
import type { App } from "@slack/bolt";
import type { Log } from "../../log.ts";
import { createReplayMemory } from "../replay-memory.ts";
import { createTraffic } from "../traffic.ts";
import { type Connection, connect, type Envelope, type SocketConfig } from "./connection.ts";

type Options = { config: SocketConfig; app: App; log: Log; wallClock: () => number };

/** Slack sends an event again at once, after 1 and after 5 minutes (SLACK 3). */
const eventLifetimeMs = 60 * 60_000;
/** An old connection still takes the answers to what came by it, and Slack waits 3 s for them. */
const graceMs = 4000;
const firstPauseMs = 1000;
const maxPauseMs = 30_000;

/**
 * Slack by WebSocket, for a server that has no public address (DESIGN 4): the same Bolt app, dispatcher and gate as behind
 * `/slack/events`. Always one connection, and for moments two, so that none is missing while Slack changes them.
 */
export function createSocket({ config, app, log, wallClock }: Options) {
  const traffic = createTraffic();
  const events = createReplayMemory({ lifetimeMs: eventLifetimeMs });
  const stopping = new AbortController();
  const open = new Set<Connection>();

  function accept(envelope: Envelope): void {
    const eventId = eventIdOf(envelope);
    if (eventId !== undefined && !events.remember(eventId, wallClock()))
      return void settle(envelope.ack(), log);
    traffic.follow(process(app, envelope, log));
  }

  async function keepConnected(): Promise<void> {
    for (let pauseMs = firstPauseMs; !stopping.signal.aborted; ) {
      try {
        const connection = await connect({ config, log, accept });
        log.info({ event: "slack_socket_connected" }, "connected to Slack by Socket Mode");
        pauseMs = firstPauseMs;
        await whileItServes(connection);
      } catch (err) {
        log.error({ event: "slack_socket_failed", err }, "no connection to Slack by Socket Mode");
        await pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, maxPauseMs);
      }
    }
  }

  async function whileItServes(connection: Connection): Promise<void> {
    open.add(connection);
    void connection.ended.then(() => open.delete(connection));
    const ending = connection.ended.then(() => "ended" as const);
    const how = await Promise.race([ending, connection.leaving, aborted(stopping.signal)]);
    if (how === "ended") return pause(firstPauseMs / 4);
    if (!stopping.signal.aborted) setTimeout(connection.close, graceMs).unref();
  }

  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const running = keepConnected();

  return {
    inFlight: traffic.inFlight,
    /** What runs is answered, by the connection that it came by; then they end. */
    drain: async (deadlineMs: number): Promise<void> => {
      stopping.abort();
      await traffic.drain(deadlineMs);
      for (const connection of open) connection.close();
      await Promise.race([Promise.all([running, ...[...open].map(({ ended }) => ended)]), delay(closeMs)]);
    },
  };
}

/** A peer that does not answer the close must not hold the process. */
const closeMs = 1000;

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

function eventIdOf({ type, body }: Envelope): string | undefined {
  if (type !== "events_api" || typeof body !== "object" || body === null) return undefined;
  return "event_id" in body && typeof body.event_id === "string" ? body.event_id : undefined;
}

/**
 * Hands the payload to Bolt, as the HTTP receiver does. What nothing listens to is acknowledged all the same: Slack would
 * show the person an error. The connection is Slack's own, so the envelope's id stands for a signature (A03).
 */
async function process(app: App, { id, body, retry, ack }: Envelope, log: Log): Promise<void> {
  const receivedAt = performance.now();
  let [isAcked, isRead] = [false, false];
  const onRead = () => {
    isRead = true;
  };
  const acknowledge = async (answer?: unknown) => {
    if (isAcked) return;
    isAcked = true;
    await settle(ack(answer === "" ? undefined : answer), log);
  };
  try {
    await app.processEvent({
      body: asRecord(body),
      ack: acknowledge,
      customProperties: { receivedAt, onRead, signature: `envelope ${id}` },
      ...(retry ? { retryNum: retry.num, retryReason: retry.reason } : {}),
    });
  } catch (err) {
    if (isRead) log.error({ event: "slack_processing_failed", err }, "Slack processing failed");
    // A parser's words may repeat what was sent (R64).
    else log.warn({ event: "slack_payload_malformed" }, "Slack payload malformed");
  }
  await acknowledge();
}

const asRecord = (body: unknown): Record<string, unknown> =>
  typeof body === "object" && body !== null ? { ...body } : {};

/** The connection may have ended meanwhile: the person clicks again, and the effect is held by the database. */
const settle = (sending: Promise<void>, log: Log): Promise<void> =>
  sending.catch((err: unknown) =>
    log.warn({ event: "slack_ack_lost", err }, "an answer did not reach Slack"),
  );
