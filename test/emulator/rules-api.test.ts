import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { addPerson, type NewPerson } from "../../src/emulator/state/people.ts";
import { newTrigger } from "../../src/emulator/state/triggers.ts";
import { call as callApi } from "./caller.ts";
import { botToken, emailModal, signingSecret } from "./sample-app.ts";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ signingSecret, botToken });
});
afterEach(() => emulator.close());

const call = (method: string, args: Record<string, unknown>) => callApi(emulator, { method, args });
const ok = expect.objectContaining({ ok: true });
const post = (args: Record<string, unknown>) => call("chat.postMessage", { channel: "C0GENERAL1", ...args });
const general = { channel: "C0GENERAL1" };

test.each<[string, string, () => Record<string, unknown>]>([
  ["chat.postMessage", "chat:write", () => ({ ...general, text: "hello" })],
  ["chat.postEphemeral", "chat:write", () => ({ ...general, user: "U0SAM00001", text: "hello" })],
  ["chat.update", "chat:write", () => ({ ...general, ts: myMessage(), text: "hello" })],
  ["users.info", "users:read", () => ({ user: "U0SAM00001" })],
  ["conversations.open", "im:write", () => ({ users: "U0SAM00001" })],
  ["conversations.info", "channels:read", () => general],
  ["conversations.info", "groups:read", () => ({ channel: "C0PAYMENTS" })],
  ["conversations.members", "channels:read", () => general],
])("%s needs %s, and says so", async (method, scope, args) => {
  emulator.world.declared.scopes = ["commands", "mpim:read"];
  expect(await call(method, args())).toMatchObject({
    ...{ ok: false, error: "missing_scope", provided: "commands,mpim:read" },
    needed: expect.stringContaining(scope),
  });
  emulator.world.declared.scopes = ["commands", scope];
  expect(await call(method, args())).toEqual(ok);
});

test.each<[string, () => Record<string, unknown>]>([
  ["auth.test", () => ({})],
  ["views.open", () => ({ trigger_id: newTrigger(emulator.world, "U0OLIVIA01"), view: emailModal() })],
  ["views.publish", () => ({ user_id: "U0SAM00001", view: { type: "home", blocks: [] } })],
  ["chat.getPermalink", () => ({ ...general, message_ts: myMessage() })],
])("%s needs no scope", async (method, args) => {
  emulator.world.declared.scopes = [];
  expect(await call(method, args())).toEqual(ok);
});

function myMessage(): string {
  const userId = emulator.world.app.botUserId;
  return addMessage(emulator.world, { channelId: "C0GENERAL1", userId, text: "mine" }).ts;
}

test("a text is cut at 40,000 characters, by chat.update refused over 4,000", async () => {
  const length = async (text: string) => Object(Object(await post({ text })).message).text.length;
  expect(await length("x".repeat(40_000))).toBe(40_000);
  expect(await length("x".repeat(40_001))).toBe(40_000);
  const update = (text: string) => call("chat.update", { ...general, ts: myMessage(), text });
  expect(await update("x".repeat(4000))).toEqual(ok);
  expect(await update("x".repeat(4001))).toMatchObject({ ok: false, error: "msg_too_long" });
});

test("ids, times, hashes and triggers look as Slack's do", async () => {
  const opened = Object(
    await call("views.open", { trigger_id: newTrigger(emulator.world, "U0OLIVIA01"), view: emailModal() }),
  );
  expect(opened.view).toMatchObject({
    ...{ id: expect.stringMatching(/^V[A-Z0-9]{8,}$/), hash: expect.stringMatching(/^\d{10}\.\w{8}$/) },
    ...{ team_id: expect.stringMatching(/^T/), app_id: expect.stringMatching(/^A/) },
    bot_id: expect.stringMatching(/^B/),
  });
  expect(await post({ text: "hello" })).toMatchObject({ ts: expect.stringMatching(/^\d{10}\.\d{6}$/) });
  expect(newTrigger(emulator.world, "U0OLIVIA01")).toMatch(/^\d+\.\d+\.[0-9a-f]{32}$/);
  const looked: unknown = await call("conversations.open", { users: "U0SAM00001" });
  expect(looked).toMatchObject({ channel: { id: expect.stringMatching(/^D/) } });
});

const plain = { deleted: false, is_bot: false, is_restricted: false, is_ultra_restricted: false };
test.each<[string, Partial<NewPerson>, object]>([
  ["a colleague", {}, { ...plain, team_id: "T0ACME0001", is_stranger: false, is_admin: false }],
  ["an administrator", { isAdmin: true }, { ...plain, is_admin: true }],
  ["a guest", { isRestricted: true }, { ...plain, is_restricted: true }],
  ["a guest of one channel", { isUltraRestricted: true }, { ...plain, is_ultra_restricted: true }],
  ["a bot", { isBot: true }, { ...plain, is_bot: true }],
  [
    "somebody of another company",
    { isStranger: true, teamId: "T0OTHER001" },
    { is_stranger: true, team_id: "T0OTHER001" },
  ],
])("users.info tells %s apart", async (_, person, told) => {
  addPerson(emulator.world, {
    id: "U0SOMEBODY",
    realName: "Some Body",
    email: "some@body.example",
    ...person,
  });
  const answer = await call("users.info", { user: "U0SOMEBODY" });
  expect(answer).toMatchObject({ ok: true, user: { ...told, profile: { email: "some@body.example" } } });
  expect(await call("users.info", { user: "U0NOBODY01" })).toMatchObject({ error: "user_not_found" });
});

test("who is deactivated gets no ephemeral message, and who is active does", async () => {
  const whisper = () => call("chat.postEphemeral", { ...general, user: "U0SAM00001", text: "psst" });
  expect(await whisper()).toEqual(ok);
  Object.assign(emulator.world.people.get("U0SAM00001") ?? {}, { deleted: true });
  expect(await whisper()).toMatchObject({ ok: false, error: "user_not_in_channel" });
});

test("a token that the app revokes is refused from then on; a trial revokes nothing", async () => {
  expect(await call("auth.revoke", { test: true })).toEqual({ ok: true, revoked: false });
  expect(await call("auth.test", {})).toEqual(ok);
  emulator.setAppUrl("http://127.0.0.1:9/");
  emulator.world.connection.eventRetryDelaysMs = [];
  expect(await call("auth.revoke", {})).toEqual({ ok: true, revoked: true });
  expect(await call("auth.test", {})).toMatchObject({ ok: false, error: "token_revoked" });
  await Promise.all(emulator.world.pending);
  expect(emulator.log.find((entry) => entry.kind === "tokens_revoked")).toBeDefined();
});
