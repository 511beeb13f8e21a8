import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "../state/delivery.ts";
import { complete, type LogEntry, record } from "../state/log.ts";
import type { Socket } from "../state/sockets.ts";
import type { World } from "../state/world.ts";
import type { Sent } from "./sent.ts";

/**
 * One envelope to one connection. Its acknowledgement is treated as the answer over HTTP is, within the same time.
 * https://docs.slack.dev/apis/events-api/using-socket-mode#events
 */
export async function sendBySocket(world: World, socket: Socket, delivery: Delivery): Promise<Sent> {
  const envelopeId = randomUUID();
  const frame = envelope(envelopeId, delivery);
  const request = { url: `socket ${socket.id}`, headers: {}, body: JSON.stringify(frame) };
  const entry = record(world, { from: "slack", via: "socket", kind: delivery.kind, request, delivery });
  const startedAt = performance.now();
  try {
    const acknowledged = acknowledgement(world, { envelopeId, socketId: socket.id });
    socket.send(frame);
    return await settled(world, entry, acknowledged);
  } finally {
    world.sockets.waiting.delete(envelopeId);
    complete(world, entry, startedAt);
  }
}

/** Only these take something back with the acknowledgement. */
const answerable = new Set(["slash_command", "view_submission", "block_suggestion"]);

function envelope(envelopeId: string, { kind, type, payload, retry }: Delivery) {
  return {
    envelope_id: envelopeId,
    type,
    accepts_response_payload: answerable.has(kind),
    payload,
    ...(type === "events_api"
      ? { retry_attempt: retry?.attempt ?? 0, retry_reason: reasonBySocket(retry?.reason) }
      : {}),
  };
}

/** There is no HTTP to name here. */
const reasonBySocket = (reason = "") => reason.replace(/^http_/, "");

type Acknowledged = { payload: unknown } | "lost";

function acknowledgement(
  world: World,
  { envelopeId, socketId }: { envelopeId: string; socketId: string },
): Promise<Acknowledged> {
  return new Promise((resolve) => {
    world.sockets.waiting.set(envelopeId, {
      socketId,
      answer: (payload) => resolve({ payload }),
      lose: () => resolve("lost"),
    });
  });
}

async function settled(world: World, entry: LogEntry, coming: Promise<Acknowledged>): Promise<Sent> {
  const { answerTimeoutMs } = world.connection;
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, world.stopping.signal]);
  const deadline = sleep(answerTimeoutMs, "late" as const, { signal }).catch(() => "lost" as const);
  const outcome = await Promise.race([coming, deadline]);
  over.abort();
  if (outcome === "late") {
    entry.isLate = true;
    entry.problem = `no acknowledgement within ${answerTimeoutMs} ms`;
    return { outcome: "timeout", entry };
  }
  if (outcome === "lost") {
    entry.problem = "the app could not be reached: its connection ended";
    return { outcome: "unreachable", entry };
  }
  entry.answer = { status: 200, body: bodyOf(outcome.payload) };
  return {
    outcome: "answered",
    entry,
    headers: new Headers({ "content-type": "application/json" }),
    ...entry.answer,
  };
}

/** What would be the body of an HTTP answer: the official client sends `{}` where there is nothing to say. */
function bodyOf(payload: unknown): string {
  const isEmpty = typeof payload === "object" && Object.keys(payload ?? {}).length === 0;
  return payload === undefined || isEmpty ? "" : JSON.stringify(payload);
}
