import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { newTrigger } from "../../src/emulator/state/triggers.ts";
import { methods } from "../../src/emulator/web-api/routes.ts";
import { type Call, call as callApi } from "./caller.ts";
import { botToken, signingSecret } from "./sample-app.ts";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({
    port: 0,
    signingSecret,
    botToken,
    channels: [
      { id: "C0GENERAL1", name: "general" },
      { id: "C0PAYMENTS", name: "payments-approvals", kind: "private", members: ["U0OLIVIA01"] },
      { id: "C0OUTSIDE1", name: "outside", hasApp: false },
      { id: "C0SECRET01", name: "secret", kind: "private", hasApp: false },
      { id: "C0OLD00001", name: "old", isArchived: true },
    ],
  });
});
afterEach(() => emulator.close());

const call = (made: Call) => callApi(emulator, made);
const post = (args: Record<string, unknown>) =>
  call({ method: "chat.postMessage", args: { text: "hello", ...args } });
const refused = (error: string) => expect.objectContaining({ ok: false, error });
const ok = expect.objectContaining({ ok: true });
const trigger = () => newTrigger(emulator.world, "U0OLIVIA01");

/** What the bot needs, and what an app as the documentation writes them needs to connect and to be installed. */
const needed = [
  ...["apps.connections.open", "auth.revoke", "auth.test", "oauth.v2.access"],
  ...["chat.getPermalink", "chat.postEphemeral", "chat.postMessage", "chat.update"],
  ...["conversations.info", "conversations.members", "conversations.open", "users.info"],
  ...["views.open", "views.publish", "views.push", "views.update"],
];

test("the methods are those that are needed, and no others answer", async () => {
  expect(Object.keys(methods).sort()).toEqual([...needed].sort());
  expect(await call({ method: "auth.test" })).toMatchObject({
    ok: true,
    user_id: "U0LATCHKEY",
    bot_id: "B0LATCHKEY",
  });
  expect(await call({ method: "chat.nothing" })).toEqual(refused("unknown_method"));
});

describe("bad input gets Slack's own answers", () => {
  test("a wrong, absent or revoked token", async () => {
    expect(await call({ method: "auth.test", token: "xoxb-wrong" })).toEqual(refused("invalid_auth"));
    const bare = await fetch(`${emulator.apiUrl}auth.test`, { method: "POST" });
    expect(await bare.json()).toEqual(refused("not_authed"));
    emulator.world.connection.revoked = "token_revoked";
    expect(await call({ method: "auth.test" })).toEqual(refused("token_revoked"));
  });

  test("malformed JSON, malformed blocks, missing and wrong arguments", async () => {
    const headers = { authorization: `Bearer ${botToken}`, "content-type": "application/json" };
    const broken = await fetch(`${emulator.apiUrl}auth.test`, { method: "POST", headers, body: "{oops" });
    expect(await broken.json()).toEqual(refused("invalid_json"));
    expect(await post({ channel: "C0GENERAL1", blocks: "{oops" })).toEqual(refused("invalid_blocks_format"));
    expect(await call({ method: "users.info" })).toEqual({
      ...{ ok: false, error: "invalid_arguments" },
      response_metadata: { messages: ["[ERROR] missing required field: user"] },
    });
    expect(await call({ method: "views.open", args: { trigger_id: trigger(), view: "{oops" } })).toEqual(
      refused("invalid_arguments"),
    );
  });

  test("a form with nested JSON is read like JSON", async () => {
    const headers = { authorization: `Bearer ${botToken}` };
    const blocks = JSON.stringify([{ type: "section", text: { type: "mrkdwn", text: "hi" } }]);
    const body = new URLSearchParams({ channel: "C0GENERAL1", text: "hi", blocks, unfurl_links: "false" });
    const response = await fetch(`${emulator.apiUrl}chat.postMessage`, { method: "POST", headers, body });
    expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [{ type: "section" }] } });
  });

  test("scopes that the manifest does not have", async () => {
    emulator.world.declared.scopes = ["chat:write", "channels:read"];
    expect(await call({ method: "users.info", args: { user: "U0SAM00001" } })).toEqual({
      ...{ ok: false, error: "missing_scope", needed: "users:read", provided: "chat:write,channels:read" },
    });
    expect(await call({ method: "conversations.info", args: { channel: "C0PAYMENTS" } })).toMatchObject({
      ...{ error: "missing_scope", needed: "groups:read" },
    });
    expect(await post({ channel: "C0GENERAL1" })).toEqual(ok);
    emulator.world.declared.scopes = ["users:read"];
    const answer = await call({ method: "users.info", args: { user: "U0SAM00001" } });
    expect(answer).toMatchObject({ ok: true, user: { id: "U0SAM00001", team_id: "T0ACME0001" } });
    expect(JSON.stringify(answer)).not.toContain("@");
  });
});

describe("messages", () => {
  test("go where the app is, and nowhere else", async () => {
    expect(await post({ channel: "C0GENERAL1" })).toEqual(ok);
    expect(await post({ channel: "#general" })).toEqual(ok);
    expect(await post({ channel: "U0SAM00001" })).toMatchObject({ ok: true, channel: "D0SAM00001" });
    expect(await post({ channel: "C0OUTSIDE1" })).toEqual(refused("not_in_channel"));
    expect(await post({ channel: "C0SECRET01" })).toEqual(refused("channel_not_found"));
    expect(await post({ channel: "C0NOWHERE1" })).toEqual(refused("channel_not_found"));
    expect(await post({ channel: "C0OLD00001" })).toEqual(refused("is_archived"));
    expect(await post({ channel: "C0GENERAL1", text: "" })).toEqual(refused("no_text"));
    expect(await post({ channel: "C0GENERAL1", thread_ts: "1.2" })).toEqual(refused("thread_not_found"));
    const root = addMessage(emulator.world, { channelId: "C0GENERAL1", userId: "U0SAM00001", text: "root" });
    const reply = addMessage(emulator.world, { ...root, threadTs: root.ts });
    expect(await post({ channel: "C0GENERAL1", thread_ts: root.ts })).toMatchObject({
      ...{ ok: true, message: { thread_ts: root.ts, parent_user_id: "U0SAM00001" } },
    });
    expect(await post({ channel: "C0GENERAL1", thread_ts: reply.ts })).toEqual(refused("thread_not_found"));
  });

  test("are changed by their author only, and never when ephemeral", async () => {
    const mine = await post({ channel: "C0GENERAL1", text: "before" });
    const ts = typeof mine === "object" && mine !== null && "ts" in mine ? mine.ts : undefined;
    const update = (args: object) =>
      call({ method: "chat.update", args: { channel: "C0GENERAL1", text: "after", ...args } });
    expect(await update({ ts })).toMatchObject({
      ok: true,
      text: "after",
      message: { edited: { user: "U0LATCHKEY" } },
    });
    const theirs = addMessage(emulator.world, {
      channelId: "C0GENERAL1",
      userId: "U0SAM00001",
      text: "mine",
    });
    expect(await update({ ts: theirs.ts })).toEqual(refused("cant_update_message"));
    expect(await update({ ts: "1.2" })).toEqual(refused("message_not_found"));
    expect(await update({ ts, text: "x".repeat(4001) })).toEqual(refused("msg_too_long"));
  });

  test("to one person need that person in the channel", async () => {
    const whisper = (args: object) =>
      call({ method: "chat.postEphemeral", args: { channel: "C0PAYMENTS", text: "psst", ...args } });
    expect(await whisper({ user: "U0OLIVIA01" })).toEqual(ok);
    expect(await whisper({ user: "U0SAM00001" })).toEqual(refused("user_not_in_channel"));
  });

  test("are forgotten beyond the bound", async () => {
    emulator.world.limits.messagesPerChannel = 3;
    for (const text of ["1", "2", "3", "4"]) await post({ channel: "C0GENERAL1", text });
    expect(emulator.world.messages.get("C0GENERAL1")?.map((message) => message.text)).toEqual([
      "2",
      "3",
      "4",
    ]);
  });

  test("within and over a limit: a button's text", async () => {
    const blocks = (length: number) => [
      {
        type: "actions",
        elements: [{ type: "button", text: { type: "plain_text", text: "x".repeat(length) } }],
      },
    ];
    expect(await post({ channel: "C0GENERAL1", blocks: blocks(75) })).toEqual(ok);
    expect(await post({ channel: "C0GENERAL1", blocks: blocks(76) })).toEqual({
      ...{ ok: false, error: "invalid_blocks" },
      response_metadata: {
        messages: ["[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"],
      },
    });
  });
});

describe("people and conversations", () => {
  test("a DM opens with colleagues, not with strangers, bots or the deactivated", async () => {
    const openDm = (users: string) => call({ method: "conversations.open", args: { users } });
    expect(await openDm("U0SAM00001")).toMatchObject({ ok: true, channel: { id: "D0SAM00001" } });
    expect(await openDm("U0NOBODY01")).toEqual(refused("user_not_found"));
    emulator.world.people.set("U0SAM00001", { ...sam(), deleted: true });
    expect(await openDm("U0SAM00001")).toEqual(refused("user_disabled"));
    emulator.world.people.set("U0SAM00001", { ...sam(), deleted: false, isBot: true });
    expect(await openDm("U0SAM00001")).toEqual(refused("cannot_dm_bot"));
  });

  test("a private channel without the app does not exist", async () => {
    const info = (channel: string) => call({ method: "conversations.info", args: { channel } });
    expect(await info("C0PAYMENTS")).toMatchObject({
      channel: { is_private: true, is_member: true, is_ext_shared: false },
    });
    expect(await info("C0OUTSIDE1")).toMatchObject({ channel: { is_member: false } });
    expect(await info("C0SECRET01")).toEqual(refused("channel_not_found"));
    expect(await info("C0OLD00001")).toMatchObject({ channel: { is_archived: true, is_im: false } });
    await post({ channel: "U0SAM00001" });
    expect(await info("D0SAM00001")).toMatchObject({ channel: { is_im: true, user: "U0SAM00001" } });
  });
});

const sam = () => {
  const person = emulator.world.people.get("U0SAM00001");
  if (!person) throw new Error("Sam has left");
  return person;
};

describe("faults by switch", () => {
  test("each shows once, or until cleared", async () => {
    const raw = () =>
      fetch(`${emulator.apiUrl}auth.test`, {
        method: "POST",
        headers: { authorization: `Bearer ${botToken}` },
      });
    emulator.faults.next("auth.test", { kind: "429", retryAfter: 7 });
    const limited = await raw();
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    emulator.faults.always("auth.test", { kind: "500" });
    expect([(await raw()).status, (await raw()).status]).toEqual([500, 500]);
    emulator.faults.clear();
    expect((await raw()).status).toBe(200);
    emulator.faults.next("*", { kind: "drop" });
    await expect(raw()).rejects.toThrow("fetch failed");
    emulator.faults.next("auth.test", { kind: "slow", ms: 30 });
    expect(await (await raw()).json()).toEqual(ok);
    expect(emulator.log.at(-1)?.ms).toBeGreaterThan(25);
    emulator.faults.next("auth.test", { kind: "error", error: "internal_error" });
    expect(await (await raw()).json()).toEqual(refused("internal_error"));
  });

  test("a lost answer did its work", async () => {
    emulator.faults.next("chat.postMessage", { kind: "lost" });
    await expect(post({ channel: "C0GENERAL1", text: "once" })).rejects.toThrow("fetch failed");
    expect(emulator.world.messages.get("C0GENERAL1")).toHaveLength(1);
  });
});
