import { beforeEach, describe, expect, test } from "vitest";
import type { SlackMessage } from "../../src/delivery/rendered.ts";
import { createSlackSenders } from "../../src/delivery/slack.ts";
import { startSlackApi } from "./slack-api.ts";

const api = await startSlackApi();
const tokens: Record<string, string> = { "acme T0ACME": "xoxb-acme", "beam T0BEAM": "xoxb-beam" };
const slack = createSlackSenders({
  slackApiUrl: api.url,
  findToken: async (companyId, workspaceId) => tokens[`${companyId} ${workspaceId}`],
});
const send = slack.post;
const message: SlackMessage = {
  workspaceId: "T0ACME",
  channel: "U0OLIVIA",
  text: "*Petra Alvarez is back in.*",
  blocks: [
    { type: "section", text: { type: "mrkdwn", text: "*Petra Alvarez is back in.*", verbatim: true } },
  ],
};

beforeEach(() => {
  api.calls.length = 0;
  api.state.answer = () => undefined;
});

test("a person's DM takes one call: the person is the channel, and the answer names it", async () => {
  expect(await send("acme", message)).toEqual({
    ok: true,
    receipt: { workspaceId: "T0ACME", channel: "DU0OLIVIA", ts: expect.stringMatching(/^\d+\.\d{6}$/) },
  });
  expect(api.calls.map(({ method }) => method)).toEqual(["chat.postMessage"]);
  const [posted] = api.posted();
  expect(posted?.args.get("channel")).toBe("U0OLIVIA");
  expect(posted?.args.get("text")).toBe(message.text);
  expect(JSON.parse(posted?.args.get("blocks") ?? "")).toEqual(message.blocks);
});

test("each workspace is called with its own token, however they mix", async () => {
  const beam = { ...message, workspaceId: "T0BEAM", channel: "U0BEAM" };
  await Promise.all([send("acme", message), send("beam", beam), send("acme", message), send("beam", beam)]);
  for (const { token, args } of api.posted()) {
    expect(token).toBe(args.get("channel") === "U0BEAM" ? "xoxb-beam" : "xoxb-acme");
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
    const lost = createSlackSenders({
      slackApiUrl: "http://127.0.0.1:1/api/",
      findToken: async () => "xoxb-acme",
    });
    expect(await lost.post("acme", message)).toEqual({
      ok: false,
      retryable: true,
      reason: "slack_unreachable",
    });
  });
});

test("R63: nothing in a text becomes a link, a mention or a preview, in a thread neither", async () => {
  await send("acme", { ...message, channel: "G0APPROVALS", threadTs: "1763663520.000100" });
  expect(Object.fromEntries(api.posted()[0]?.args ?? [])).toMatchObject({
    channel: "G0APPROVALS",
    thread_ts: "1763663520.000100",
    parse: "none",
    link_names: "false",
    unfurl_links: "false",
    unfurl_media: "false",
  });
});

test("draws a message again where it stands", async () => {
  const { text, blocks } = message;
  const redraw = { workspaceId: "T0ACME", channelId: "G0APPROVALS", ts: "1763663520.000100", text, blocks };
  expect(await slack.update("acme", redraw)).toMatchObject({ ok: true });
  const [call] = api.calls;
  expect(call?.method).toBe("chat.update");
  expect(call?.args.get("ts")).toBe("1763663520.000100");
  expect(JSON.parse(call?.args.get("blocks") ?? "")).toEqual(blocks);
});

describe("A13: looks at a channel before it is used", () => {
  const fine = { is_private: true, is_archived: false, is_ext_shared: false, is_member: true };
  const check = () => slack.checkChannel("acme", { workspaceId: "T0ACME", channelId: "G0APPROVALS" });
  test.each([
    [{}, undefined],
    [{ is_org_shared: true, is_shared: true }, undefined],
    [{ is_private: false }, "public"],
    [{ is_ext_shared: true }, "shared"],
    [{ is_pending_ext_shared: true }, "shared"],
    [{ is_archived: true }, "archived"],
    [{ is_member: false }, "not_member"],
    [{ is_ext_shared: undefined }, "shared"],
    [{ is_private: undefined }, "public"],
  ])("%j: %s", async (more, fault) => {
    api.state.answer = () => ({ body: { ok: true, channel: { ...fine, ...more } } });
    expect(await check()).toEqual({ ok: true, fault });
    expect(api.calls.map(({ method }) => method)).toEqual(["conversations.info"]);
  });

  test.each([
    ["channel_not_found", "not_found"],
    ["missing_scope", "unreadable"],
    ["account_inactive", "unreadable"],
  ])("Slack's %s means %s", async (error, fault) => {
    api.state.answer = () => ({ body: { ok: false, error } });
    expect(await check()).toEqual({ ok: true, fault });
  });

  test("nobody knows while Slack is down: not yes, not no", async () => {
    api.state.answer = () => ({ status: 503, body: "down" });
    expect(await check()).toEqual({ ok: false, retryable: true, reason: "slack_http_503" });
  });

  test("without a token nothing can be said of it", async () => {
    const place = { workspaceId: "T0ELSE", channelId: "G0APPROVALS" };
    expect(await slack.checkChannel("acme", place)).toEqual({ ok: true, fault: "unreadable" });
    expect(api.calls).toHaveLength(0);
  });
});
