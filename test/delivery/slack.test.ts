import { beforeEach, describe, expect, test } from "vitest";
import type { DirectMessage } from "../../src/delivery/rendered.ts";
import { createSlackSender } from "../../src/delivery/slack.ts";
import { startSlackApi } from "./slack-api.ts";

const api = await startSlackApi();
const tokens: Record<string, string> = { "acme T0ACME": "xoxb-acme", "beam T0BEAM": "xoxb-beam" };
const send = createSlackSender({
  slackApiUrl: api.url,
  findToken: async (companyId, workspaceId) => tokens[`${companyId} ${workspaceId}`],
});
const message: DirectMessage = {
  workspaceId: "T0ACME",
  slackUserId: "U0OLIVIA",
  text: "*Petra Alvarez is back in.*",
  blocks: [
    { type: "section", text: { type: "mrkdwn", text: "*Petra Alvarez is back in.*", verbatim: true } },
  ],
};

beforeEach(() => {
  api.calls.length = 0;
  api.state.answer = () => undefined;
});

test("opens the direct message and posts text and blocks", async () => {
  expect(await send("acme", message)).toEqual({
    ok: true,
    receipt: { workspaceId: "T0ACME", channel: "DU0OLIVIA", ts: "1763663520.000100" },
  });
  expect(api.calls.map(({ method }) => method)).toEqual(["conversations.open", "chat.postMessage"]);
  const [posted] = api.posted();
  expect(posted?.args.get("channel")).toBe("DU0OLIVIA");
  expect(posted?.args.get("text")).toBe(message.text);
  expect(JSON.parse(posted?.args.get("blocks") ?? "")).toEqual(message.blocks);
});

test("each workspace is called with its own token, however they mix", async () => {
  const beam = { ...message, workspaceId: "T0BEAM", slackUserId: "U0BEAM" };
  await Promise.all([send("acme", message), send("beam", beam), send("acme", message), send("beam", beam)]);
  for (const { token, args } of api.posted()) {
    expect(token).toBe(args.get("channel") === "DU0BEAM" ? "xoxb-beam" : "xoxb-acme");
  }
  expect(api.posted()).toHaveLength(4);
});

test("another company's workspace has no token", async () => {
  expect(await send("beam", message)).toEqual({ ok: false, retryable: false, reason: "slack_no_token" });
  expect(api.calls).toHaveLength(0);
});

describe("tells what will pass from what will not", () => {
  const error = (code: string) => ({ body: { ok: false, error: code } });
  test.each([
    ["user_not_found", false],
    ["channel_not_found", false],
    ["account_inactive", false],
    ["invalid_auth", false],
    ["token_revoked", false],
    ["internal_error", true],
    ["service_unavailable", true],
  ])("%s", async (code, retryable) => {
    api.state.answer = () => error(code);
    expect(await send("acme", message)).toEqual({ ok: false, retryable, reason: `slack_${code}` });
    expect(api.calls).toHaveLength(1);
  });

  test("429 with how long to wait", async () => {
    api.state.answer = ({ method }) =>
      method === "chat.postMessage" ? { status: 429, headers: { "retry-after": "30" }, body: "" } : undefined;
    expect(await send("acme", message)).toEqual({
      ok: false,
      retryable: true,
      reason: "slack_rate_limited",
      retryAfterMs: 30_000,
    });
    expect(api.posted()).toHaveLength(1);
  });

  test("503, without trying again by itself", async () => {
    api.state.answer = () => ({ status: 503, body: "down" });
    expect(await send("acme", message)).toEqual({ ok: false, retryable: true, reason: "slack_http_503" });
    expect(api.calls).toHaveLength(1);
  });

  test("a page that is no answer of Slack's", async () => {
    api.state.answer = () => ({ body: "<html>proxy: xoxb-acme</html>" });
    expect(await send("acme", message)).toEqual({ ok: false, retryable: true, reason: "slack_unreadable" });
  });

  test("nothing there", async () => {
    const lost = createSlackSender({
      slackApiUrl: "http://127.0.0.1:1/api/",
      findToken: async () => "xoxb-acme",
    });
    expect(await lost("acme", message)).toEqual({ ok: false, retryable: true, reason: "slack_unreachable" });
  });
});
