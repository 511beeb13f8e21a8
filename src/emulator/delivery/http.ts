import type { Delivery } from "../state/delivery.ts";
import { secondsOf } from "../state/ids.ts";
import { complete, type LogEntry, record } from "../state/log.ts";
import type { World } from "../state/world.ts";
import type { Sent } from "./sent.ts";
import { signature } from "./sign.ts";

/** Exactly these: with a charset Bolt would answer 400. */
const formType = "application/x-www-form-urlencoded";
const jsonType = "application/json";

/** Commands are flat forms, interactions a form with one field of JSON, events JSON; all are signed. */
export function sendByHttp(world: World, delivery: Delivery): Promise<Sent> {
  return sendSigned(world, delivery.kind, { ...encoded(delivery), delivery });
}

function encoded({ type, payload, retry }: Delivery): Signable {
  switch (type) {
    case "slash_commands":
      return { type: formType, body: new URLSearchParams(Object.entries(payload).map(asText)).toString() };
    case "interactive":
      return {
        type: formType,
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      };
    case "events_api":
      return {
        ...{ type: jsonType, body: JSON.stringify(payload) },
        headers: retry
          ? { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": retry.reason }
          : {},
      };
  }
}

const asText = ([name, value]: [string, unknown]): [string, string] => [name, String(value)];

type Signable = {
  type: string;
  body: string;
  headers?: Record<string, string>;
  delivery?: Delivery | undefined;
};

export function sendSigned(world: World, kind: string, signable: Signable): Promise<Sent> {
  const { type, body, headers, delivery } = signable;
  const timestamp = String(secondsOf(world.now()));
  return sendRaw(world, kind, {
    body,
    delivery,
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature(world.connection.signingSecret, timestamp, body),
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      accept: "application/json,*/*",
      ...headers,
    },
  });
}

type Raw = { headers: Record<string, string>; body: string; delivery?: Delivery | undefined };

/** One POST to the app as it stands, written down with its answer. Waits no longer than Slack does. */
export async function sendRaw(world: World, kind: string, { headers, body, delivery }: Raw): Promise<Sent> {
  const { appUrl: url, appToken } = world.connection;
  if (!url && !appToken) {
    throw new Error("the emulator does not know the app's URL yet: call setAppUrl first");
  }
  const request = { url: url ?? "", headers, body };
  const entry = record(world, { from: "slack", kind, request, delivery });
  if (url) return post(world, entry);
  entry.problem = "the app could not be reached: it holds no socket open, and there is no URL of it";
  return { outcome: "unreachable", entry };
}

async function post(world: World, entry: LogEntry): Promise<Sent> {
  const { url, headers, body } = entry.request;
  const startedAt = performance.now();
  const { answerTimeoutMs } = world.connection;
  const deadline = AbortSignal.timeout(answerTimeoutMs);
  const signal = AbortSignal.any([deadline, world.stopping.signal]);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    const answer = { status: response.status, body: await response.text() };
    entry.answer = answer;
    if (!response.ok) entry.problem = `the app answered with status code ${response.status}`;
    return { outcome: "answered", entry, headers: response.headers, ...answer };
  } catch (error) {
    if (deadline.aborted) {
      entry.isLate = true;
      entry.problem = `no answer within ${answerTimeoutMs} ms`;
      return { outcome: "timeout", entry };
    }
    entry.problem = `the app could not be reached: ${reasonOf(error)}`;
    return { outcome: "unreachable", entry };
  } finally {
    complete(world, entry, startedAt);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
