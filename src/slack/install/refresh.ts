import { WebAPIPlatformError, WebClient } from "@slack/web-api";
import type { Deps } from "../../deps.ts";
import type { Refresh } from "../../flows/refresh-bot-token.ts";
import { boltLogger } from "../bolt-logger.ts";
import { isSlackFailure } from "../client.ts";
import type { OAuthConfig } from "./installer.ts";

type Options = { deps: Pick<Deps, "now" | "log">; oauth: OAuthConfig; apiUrl: string };

/** Whoever waits for an answer waits for this, too, where the token has ended. */
const callTimeoutMs = 3000;

/**
 * Slack's exchange of a refresh token. Never tried again by itself: it serves once, and the flow knows who may.
 * https://docs.slack.dev/authentication/using-token-rotation
 */
export function createRefresh({ deps, oauth, apiUrl }: Options): Refresh {
  return async (refreshToken) => {
    const client = new WebClient(undefined, {
      slackApiUrl: apiUrl,
      timeout: callTimeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: boltLogger(deps.log),
    });
    const calledAt = deps.now();
    try {
      const {
        access_token: token,
        refresh_token: next,
        expires_in: seconds,
      } = await client.oauth.v2.access({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      });
      if (!token || !next || !seconds) return { ok: false, code: "unreadable" };
      const expiresAt = new Date(calledAt.getTime() + seconds * 1000);
      return { ok: true, token, rotation: { refreshToken: next, expiresAt } };
    } catch (error) {
      if (error instanceof WebAPIPlatformError) return { ok: false, code: error.data.error };
      if (isSlackFailure(error)) return { ok: false, code: "unreachable" };
      throw error;
    }
  };
}
