import { type Logger, LogLevel, WebClient } from "@slack/web-api";
import { channelFaultOf } from "../domain/approvals-channel.ts";
import type { Failure, SlackSenders } from "./rendered.ts";
import { failureOf, isTokenOver } from "./slack-failure.ts";

type SlackSenderOptions = {
  slackApiUrl: string;
  /** The bot's token in a workspace of the company; undefined when the app is gone from there. */
  findToken: (companyId: string, workspaceId: string) => Promise<string | undefined>;
};

const callTimeoutMs = 10_000;
const maxChannels = 10_000;
const noToken: Failure = { ok: false, retryable: false, reason: "slack_no_token" };

/** Slack through a client of its own: one that may wait, unlike the one that answers people within 2.2 s (SLACK 2.2). */
export function createSlackSenders({ slackApiUrl, findToken }: SlackSenderOptions): SlackSenders {
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
  /** When each channel was last found to be right, in this process's own time. */
  const fineAt = new Map<string, number>();
  const call: Call = ({ companyId, workspaceId }, method) =>
    withToken(() => findToken(companyId, workspaceId), method);
  return {
    post: (companyId, { workspaceId, channel, threadTs, text, blocks }) =>
      call({ companyId, workspaceId }, async (token) => {
        const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
        const posted = await client.chat.postMessage({
          token,
          channel,
          text,
          blocks,
          ...thread,
          ...asWritten,
        });
        // Without them the message could never be drawn again: then something in between answered, not Slack.
        if (!posted.channel || !posted.ts) return { ok: false, retryable: true, reason: "slack_unreadable" };
        return { ok: true, receipt: { workspaceId, channel: posted.channel, ts: posted.ts } };
      }),
    update: (companyId, { workspaceId, channelId, ts, text, blocks }) =>
      call({ companyId, workspaceId }, async (token) => {
        await client.chat.update({ token, channel: channelId, ts, text, blocks, parse: "none" });
        return { ok: true, receipt: { workspaceId, channel: channelId, ts } };
      }),
    updateView: (companyId, { workspaceId, externalId, view }) =>
      call({ companyId, workspaceId }, async (token) => {
        await client.views.update({ token, external_id: externalId, view });
        return { ok: true, receipt: { workspaceId } };
      }),
    checkChannel: async (companyId, { workspaceId, channelId, maxAgeMs = 0 }) => {
      const key = `${companyId} ${workspaceId} ${channelId}`;
      if (performance.now() - (fineAt.get(key) ?? Number.NEGATIVE_INFINITY) < maxAgeMs)
        return { ok: true, fault: undefined };
      fineAt.delete(key);
      const checked = await call({ companyId, workspaceId }, async (token) => {
        const { channel } = await client.conversations.info({ token, channel: channelId });
        return { ok: true, fault: channelFaultOf(channel) } as const;
      });
      if (checked.ok && checked.fault === undefined) {
        if (fineAt.size >= maxChannels) fineAt.clear();
        fineAt.set(key, performance.now());
      }
      if (checked.ok || checked.retryable) return checked;
      // A private channel that the app was removed from does not exist for it.
      return { ok: true, fault: checked.reason === "slack_channel_not_found" ? "not_found" : "unreadable" };
    },
  };
}

type Method<T> = (token: string) => Promise<T>;
type Call = <T>(at: { companyId: string; workspaceId: string }, method: Method<T>) => Promise<T | Failure>;

/** One call, and once more where the token was exchanged for another since it was looked up. */
async function withToken<T>(
  find: () => Promise<string | undefined>,
  method: Method<T>,
): Promise<T | Failure> {
  const token = await find();
  if (token === undefined) return noToken;
  try {
    return await method(token);
  } catch (error) {
    const next = isTokenOver(error) ? await find() : token;
    return next === undefined || next === token ? failureOf(error) : method(next).catch(failureOf);
  }
}

/** Names, channels and addresses in the text stay words, and nothing is fetched that they name (R63). */
const asWritten = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;

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
