import { secondsOf } from "../state/ids.ts";
import { type LogEntry, record } from "../state/log.ts";
import { isInstalled, type World } from "../state/world.ts";
import { signature } from "./sign.ts";

export type Sent =
  | { outcome: "answered"; entry: LogEntry; status: number; body: string; headers: Headers }
  | { outcome: "timeout"; entry: LogEntry }
  | { outcome: "unreachable"; entry: LogEntry };

/** Exactly these: with a charset Bolt would answer 400. */
const formType = "application/x-www-form-urlencoded";

/** A signed form, as for commands and interactions. An app that is not installed gets none. */
export function sendForm(world: World, kind: string, fields: Record<string, string>): Promise<Sent> {
  if (!isInstalled(world)) return Promise.resolve({ outcome: "unreachable", entry: unsent(world, kind) });
  return sendSigned(world, kind, { type: formType, body: new URLSearchParams(fields).toString() });
}

type Payload = { type: string; [field: string]: unknown };

/** A signed interaction: one field `payload` with JSON. */
export function sendPayload(world: World, payload: Payload): Promise<Sent> {
  return sendForm(world, payload.type, { payload: JSON.stringify(payload) });
}

/** A signed event. */
export function sendJson(
  world: World,
  kind: string,
  { body, headers }: { body: unknown; headers: Record<string, string> },
): Promise<Sent> {
  return sendSigned(world, kind, { type: "application/json", body: JSON.stringify(body), headers });
}

type Signable = { type: string; body: string; headers?: Record<string, string> };

export function sendSigned(world: World, kind: string, { type, body, headers }: Signable): Promise<Sent> {
  const timestamp = String(secondsOf(world.now()));
  return sendRaw(world, kind, {
    body,
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

/** One POST to the app as it stands, written down with its answer. Waits no longer than Slack does. */
export async function sendRaw(
  world: World,
  kind: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<Sent> {
  const url = world.connection.appUrl;
  if (!url) throw new Error("the emulator does not know the app's URL yet: call setAppUrl first");
  const entry = record(world, {
    at: world.now(),
    from: "slack",
    kind,
    request: { url, headers, body },
    answer: undefined,
    ms: 0,
    problem: undefined,
  });
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(world.connection.answerTimeoutMs);
  const signal = AbortSignal.any([deadline, world.stopping.signal]);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    const answer = { status: response.status, body: await response.text() };
    entry.answer = answer;
    if (!response.ok) entry.problem = `the app answered with status code ${response.status}`;
    return { outcome: "answered", entry, headers: response.headers, ...answer };
  } catch (error) {
    if (deadline.aborted) {
      entry.problem = `no answer within ${world.connection.answerTimeoutMs} ms`;
      return { outcome: "timeout", entry };
    }
    entry.problem = `the app could not be reached: ${reasonOf(error)}`;
    return { outcome: "unreachable", entry };
  } finally {
    entry.ms = performance.now() - startedAt;
  }
}

/** A request that was never made: not in the log, as the app did nothing wrong. */
function unsent(world: World, kind: string): LogEntry {
  const request = { url: "", headers: {}, body: "" };
  const problem = "the app is not installed";
  return { at: world.now(), from: "slack", kind, request, answer: undefined, ms: 0, problem };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** The JSON of an answer, or undefined when it is empty or no JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
