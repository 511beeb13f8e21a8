import { SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";
import type { Log } from "../../log.ts";
import { boltLogger } from "../bolt-logger.ts";

export type SocketConfig = { appToken: string; apiUrl: string };

/** What Slack sends over the socket, with the way to answer it. */
export type Envelope = {
  id: string;
  type: string;
  body: unknown;
  retry: { num: number; reason: string } | undefined;
  ack: (answer?: unknown) => Promise<void>;
};

export type Connection = {
  /** Slack is about to end it: another is needed, while this one still takes answers. */
  leaving: Promise<void>;
  ended: Promise<void>;
  close: () => void;
};

type Options = { config: SocketConfig; log: Log; accept: (envelope: Envelope) => void };

/** From the call for an address to Slack's hello. */
const helloTimeoutMs = 15_000;
const callTimeoutMs = 10_000;

/**
 * One connection by `@slack/socket-mode`, once Slack has said hello. The library's own reconnecting is off: it waits 5 s at every
 * refresh, and a failing call in it ends the process (SLACK 2.13). `headers` are never set (SLACK 2.1).
 */
export async function connect({ config, log, accept }: Options): Promise<Connection> {
  const client = new SocketModeClient({
    appToken: config.appToken,
    autoReconnectEnabled: false,
    logger: boltLogger(log),
    clientOptions: {
      slackApiUrl: config.apiUrl,
      timeout: callTimeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
  const leaving = heardOnce((tell) => guard(client, tell));
  const ended = heardOnce((tell) => client.on("disconnected", tell));
  client.on("slack_event", (event: unknown) => {
    const envelope = envelopeOf(event);
    if (envelope) accept(envelope);
  });
  const close = () => void client.disconnect().catch(() => undefined);
  await inTime(client.start(), close);
  return { leaving, ended, close };
}

/**
 * Stands before the library's own reading of frames: one that it cannot read would end the process, and at Slack's "disconnect" it
 * would hang up at once, on answers that are still to be given.
 */
function guard(client: SocketModeClient, leave: () => void): void {
  const readers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, isBinary: boolean) => {
    const frame = isBinary ? undefined : frameOf(data);
    if (!frame) return;
    if (frame.type === "disconnect") return leave();
    for (const read of readers) read(data, isBinary);
  });
}

const Frame = z.union([
  z.object({ type: z.enum(["hello", "disconnect"]) }),
  z.object({
    type: z.literal("events_api"),
    envelope_id: z.string(),
    payload: z.object({ event: z.object({ type: z.string() }) }),
  }),
  z.object({
    type: z.enum(["slash_commands", "interactive"]),
    envelope_id: z.string(),
    payload: z.object({}),
  }),
]);

function frameOf(data: unknown): z.infer<typeof Frame> | undefined {
  try {
    return Frame.safeParse(JSON.parse(String(data))).data;
  } catch {
    return undefined;
  }
}

const Event = z.object({
  envelope_id: z.string(),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().nullish(),
  retry_reason: z.string().nullish(),
  ack: z.custom<Envelope["ack"]>((value) => typeof value === "function"),
});

function envelopeOf(event: unknown): Envelope | undefined {
  const { data } = Event.safeParse(event);
  if (!data) return undefined;
  const { envelope_id: id, type, body, retry_num: num, retry_reason: reason, ack } = data;
  return { id, type, body, retry: num ? { num, reason: reason ?? "" } : undefined, ack };
}

const heardOnce = (listen: (tell: () => void) => void) =>
  new Promise<void>((resolve) => listen(() => resolve()));

async function inTime(work: Promise<unknown>, giveUp: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      giveUp();
      reject(new Error("Slack's Socket Mode did not say hello in time"));
    }, helloTimeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
