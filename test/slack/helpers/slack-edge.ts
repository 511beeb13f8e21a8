import type { ModalView } from "@slack/types";
import type { Deps } from "../../../src/deps.ts";
import { createSlackEdge } from "../../../src/slack/edge.ts";
import { sign } from "../../../src/slack/signature.ts";
import type { Sender, Sent } from "./payloads.ts";
import { slackWebApi } from "./slack-web-api.ts";

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

export type Reply = { status: number; body: Record<string, unknown>; text: string; ms: number };

type Options = { maxInFlight?: number; secret?: string; markets?: string[]; wallClock?: () => number };

/** The whole edge as Slack meets it: signed HTTP in, unmodified Bolt, Web API calls out. */
export async function slackEdge(
  deps: Deps,
  { maxInFlight, secret = signingSecret, markets = ["US"], wallClock = Date.now }: Options = {},
) {
  const api = await slackWebApi();
  const config = {
    signingSecret: secret,
    botToken: "xoxb-test",
    apiUrl: api.apiUrl,
    publicUrl: "https://latchkey.test",
    markets,
  };
  const edge = createSlackEdge({ deps, config, wallClock, ...(maxInFlight ? { maxInFlight } : {}) });

  async function post({ contentType, body }: Sent, headers: Record<string, string>): Promise<Reply> {
    const begin = performance.now();
    const request = { method: "POST", headers: { "content-type": contentType, ...headers }, body };
    const response = await edge.routes.request("/slack/events", request);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : {},
      text,
      ms: performance.now() - begin,
    };
  }

  /** Signed as Slack signs, now or as long ago as told. */
  const send = (sent: Sent, { agoMs = 0 } = {}) => post(sent, signatureOf(sent, { secret, agoMs }));

  /** What Slack says of a person who belongs to the workspace. */
  function knows({ slackUserId, teamId, homeTeamId }: Sender, more: Record<string, unknown> = {}) {
    const profile = { real_name: more["real_name"] ?? "Some One", email: "someone@example.com" };
    api.people.set(slackUserId, { id: slackUserId, team_id: homeTeamId ?? teamId, profile, ...more });
  }

  return { ...edge, api, post, send, knows };
}

export function signatureOf({ body }: Sent, { secret = signingSecret, agoMs = 0 } = {}) {
  const timestamp = String(Math.floor((Date.now() - agoMs) / 1000));
  const signature = sign({ secret, timestamp, body: Buffer.from(body) });
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": signature };
}

/** The view that an answer shows: pushed, updated, or opened by the newest call. */
export const viewIn = (shown: Record<string, unknown>) => shown["view"] as ModalView;

/** Polls until the check holds: late answers come when they come. */
export async function eventually<T>(check: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 8000; Date.now() < end; ) {
    const value = check();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("did not happen in 8 s");
}
