import type { LogEntry } from "../state/log.ts";
import type { World } from "../state/world.ts";
import { sendRaw, sendSigned } from "./http.ts";
import type { Sent } from "./sent.ts";

/** What somebody on the wire, or Slack on a bad day, could do with a recorded request. For tests of abuse. */

/** The very same bytes again, old signature and timestamp included. */
export function replay(world: World, entry: LogEntry): Promise<Sent> {
  return sendRaw(world, entry.kind, entry.request);
}

/** The same request `times` times at once, each freshly signed. */
export function sendTimes(world: World, entry: LogEntry, times: number): Promise<Sent[]> {
  return Promise.all(Array.from({ length: times }, () => sendEdited(world, entry, (body) => body)));
}

/** Other headers than those that were sent, as a forged signature or an old timestamp. */
export function sendForged(world: World, entry: LogEntry, headers: Record<string, string>): Promise<Sent> {
  return sendRaw(world, entry.kind, {
    body: entry.request.body,
    headers: { ...entry.request.headers, ...headers },
  });
}

/** Another body, properly signed: what a client that lies to Slack can bring about. */
function sendEdited(world: World, entry: LogEntry, edit: (body: string) => string): Promise<Sent> {
  const type = entry.request.headers["content-type"] ?? "";
  return sendSigned(world, entry.kind, { type, body: edit(entry.request.body) });
}

/** As `sendEdited`, on the JSON of an interaction's `payload` field. */
export function sendEditedPayload(
  world: World,
  entry: LogEntry,
  edit: (payload: Record<string, unknown>) => Record<string, unknown>,
): Promise<Sent> {
  return sendEdited(world, entry, (body) => {
    const payload: unknown = JSON.parse(new URLSearchParams(body).get("payload") ?? "null");
    if (typeof payload !== "object" || payload === null)
      throw new Error(`${entry.kind} has no payload to edit`);
    return new URLSearchParams({ payload: JSON.stringify(edit({ ...payload })) }).toString();
  });
}
