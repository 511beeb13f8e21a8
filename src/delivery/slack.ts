import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import type { Senders, Sent } from "./rendered.ts";

type SlackSenderOptions = {
  slackApiUrl: string;
  /** The bot's token in a workspace of the company; undefined when the app is gone from there. */
  findToken: (companyId: string, workspaceId: string) => Promise<string | undefined>;
};

const callTimeoutMs = 10_000;

/** Direct messages through a client of its own: one that may wait, unlike the one that answers people within 2.2 s (SLACK 2.2). */
export function createSlackSender({
  slackApiUrl,
  findToken,
}: SlackSenderOptions): NonNullable<Senders["sendDirectMessage"]> {
  // No token and no headers here: each call brings its workspace's token, so that none can be used for another (SLACK 2.1).
  const client = new WebClient(undefined, {
    slackApiUrl,
    timeout: callTimeoutMs,
    // The outbox tries again, and outlives the process.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
  });
  return async (companyId, { workspaceId, slackUserId, text, blocks }): Promise<Sent> => {
    const token = await findToken(companyId, workspaceId);
    if (token === undefined) return { ok: false, retryable: false, reason: "slack_no_token" };
    try {
      const { channel } = await client.conversations.open({ token, users: slackUserId });
      if (!channel?.id) return { ok: false, retryable: true, reason: "slack_no_channel" };
      const posted = await client.chat.postMessage({
        token,
        channel: channel.id,
        text,
        blocks,
        // Names and channels in the fallback text stay words (R63).
        parse: "none",
        link_names: false,
        unfurl_links: false,
        unfurl_media: false,
      });
      return { ok: true, receipt: { workspaceId, channel: channel.id, ts: posted.ts ?? "" } };
    } catch (error) {
      return failureOf(error);
    }
  };
}

/** Slack's own trouble; every other error says that this message will not go. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const passing = new Set([
  "accesslimited",
  "fatal_error",
  "internal_error",
  "message_limit_exceeded",
  "rate_limited",
  "ratelimited",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

function failureOf(error: unknown): Sent {
  if (error instanceof WebAPIRateLimitedError) {
    return {
      ok: false,
      retryable: true,
      reason: "slack_rate_limited",
      retryAfterMs: error.retryAfter * 1000,
    };
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    // What is no code is a page of something in between: it did not come from Slack.
    if (!/^[a-z0-9_]{1,80}$/.test(code)) return { ok: false, retryable: true, reason: "slack_unreadable" };
    return { ok: false, retryable: passing.has(code), reason: `slack_${code}` };
  }
  if (error instanceof WebAPIHTTPError) {
    return { ok: false, retryable: true, reason: `slack_http_${error.statusCode}` };
  }
  const reason = error instanceof WebAPIRequestError ? "slack_unreachable" : "slack_unknown";
  return { ok: false, retryable: true, reason };
}

/** The package's logger prints whole requests at debug level, and warnings past our log (SLACK 2.10). */
const nothing = () => {};
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
