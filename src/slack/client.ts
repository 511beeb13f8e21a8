import type { HomeView, ModalView } from "@slack/types";
import { SlackError, WebAPIPlatformError, WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Message } from "./answer.ts";
import { boltLogger } from "./bolt-logger.ts";

/** Slack was slow, gone or refused for now: an expected failure, told without a reference. */
export class SlackUnavailableError extends Error {
  override name = "SlackUnavailableError";
}

/** Whether Slack, or the way to it, said no: not a fault of ours. */
export const isSlackFailure = (error: unknown): boolean => error instanceof SlackError;

/** Slack has ended this token: there may be another by now. */
export function isTokenOver(error: unknown): boolean {
  const cause = error instanceof SlackUnavailableError ? error.cause : error;
  return (
    cause instanceof WebAPIPlatformError &&
    ["token_expired", "token_revoked", "invalid_auth"].includes(cause.data.error)
  );
}

/** One token, and how long this call may take. */
export type Call = { token: string; timeoutMs: number };

export type SlackApi = ReturnType<typeof createSlackApi>;

/**
 * The calls that a person waits for: no retries, no waiting for a rate limit, a timeout each (SLACK 2.2). A client
 * is made per call, because its timeout is fixed; `headers` are never set, they would be shared (SLACK 2.1).
 */
export function createSlackApi({ apiUrl, log }: { apiUrl: string; log: Log }) {
  const logger = boltLogger(log);
  const client = ({ token, timeoutMs }: Call) =>
    new WebClient(token, {
      slackApiUrl: apiUrl,
      timeout: Math.ceil(timeoutMs),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger,
    });

  return {
    openView: (call: Call, triggerId: string, view: ModalView) =>
      tell(client(call).views.open({ trigger_id: triggerId, view })),
    pushView: (call: Call, triggerId: string, view: ModalView) =>
      tell(client(call).views.push({ trigger_id: triggerId, view })),
    updateView: (call: Call, viewId: string, view: ModalView) =>
      tell(client(call).views.update({ view_id: viewId, view })),
    publishHome: (call: Call, slackUserId: string, view: HomeView) =>
      tell(client(call).views.publish({ user_id: slackUserId, view })),
    channelInfo: async (call: Call, channelId: string): Promise<unknown> =>
      (await tell(client(call).conversations.info({ channel: channelId }))).channel,
    channelMembers: async (call: Call, channelId: string): Promise<string[]> =>
      (await tell(client(call).conversations.members({ channel: channelId, limit: 999 }))).members ?? [],
    /** A user's id as the channel is that person's DM with the app. */
    directMessage: (call: Call, slackUserId: string, { text, blocks }: Message) =>
      tell(client(call).chat.postMessage({ channel: slackUserId, text, ...(blocks ? { blocks } : {}) })),
    userInfo: async (call: Call, slackUserId: string): Promise<unknown> => {
      const answer = await tell(client(call).users.info({ user: slackUserId }));
      return answer.user;
    },
    /** The team, or for an org-wide install the enterprise, that the token speaks for. */
    authTest: async (call: Call) => {
      const answer = await tell(client(call).auth.test());
      return {
        teamId: answer.team_id,
        enterpriseId: answer.is_enterprise_install ? answer.enterprise_id : undefined,
      };
    },
  };
}

/** Says something to the person alone. `fetch` has neither timeout nor retry of its own (SLACK 2.7). */
export async function respond(responseUrl: string, message: Message, timeoutMs: number): Promise<void> {
  const body = JSON.stringify({ response_type: "ephemeral", replace_original: false, ...message });
  const headers = { "content-type": "application/json" };
  const signal = AbortSignal.timeout(Math.ceil(timeoutMs));
  const answer = await tell(fetch(responseUrl, { method: "POST", headers, body, signal, redirect: "error" }));
  if (!answer.ok) throw new SlackUnavailableError(`response_url answered ${answer.status}`);
}

/** The person took longer than the trigger's 3 seconds, or Slack did: nothing of ours is broken. */
const expired = new Set([
  // The next one is being fetched, or Slack refuses it: System Administrators know.
  "token_expired",
  "expired_trigger_id",
  "ratelimited",
  "internal_error",
  "service_unavailable",
  "fatal_error",
]);

/** A timeout, a rate limit, a 5xx and a broken connection are all "not now"; any other "no" of Slack is our defect. */
async function tell<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof WebAPIPlatformError && !expired.has(cause.data.error)) throw cause;
    throw new SlackUnavailableError("Slack could not be reached in time", { cause });
  }
}
