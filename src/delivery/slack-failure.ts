import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { Failure } from "./rendered.ts";

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
  // The next token is on its way.
  "token_expired",
]);

/** Slack has ended this token: there may be another by now. */
export const isTokenOver = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError &&
  ["token_expired", "token_revoked", "invalid_auth"].includes(error.data.error);

/** What a call that threw means for the message, by codes alone (R64). */
export function failureOf(error: unknown): Failure {
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
