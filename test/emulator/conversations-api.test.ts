import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/server.ts";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { call } from "./caller.ts";
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
      { id: "C0SECRET01", name: "secret", kind: "private", hasApp: false },
      { id: "C0OUTSIDE1", name: "outside", members: ["U0SAM00001"], hasApp: false },
    ],
  });
});
afterEach(() => emulator.close());

const api = (method: string, args: Record<string, unknown>) => call(emulator, { method, args });
const membersOf = (args: Record<string, unknown>) => api("conversations.members", args);
const refused = (error: string) => expect.objectContaining({ ok: false, error });

test("members come in pages, each with the cursor of the next", async () => {
  const first = await membersOf({ channel: "C0GENERAL1", limit: 4 });
  expect(first).toMatchObject({ members: ["U0OLIVIA01", "U0MARCUS01", "U0SAM00001", "U0NORA0001"] });
  const cursor: unknown = Object(Object(first).response_metadata).next_cursor;
  expect(await membersOf({ channel: "C0GENERAL1", limit: "4", cursor })).toMatchObject({
    members: ["U0PETRA001", "U0LATCHKEY"],
    response_metadata: { next_cursor: "" },
  });
  expect(await membersOf({ channel: "C0GENERAL1", cursor: "x" })).toEqual(refused("invalid_cursor"));
  for (const limit of [0, 1000, "many"])
    expect(await membersOf({ channel: "C0GENERAL1", limit })).toEqual(refused("invalid_limit"));
});

test("members of private places are told only where the app is, and by the scope of their kind", async () => {
  expect(await membersOf({ channel: "C0PAYMENTS" })).toMatchObject({ members: ["U0OLIVIA01", "U0LATCHKEY"] });
  expect(await membersOf({ channel: "C0OUTSIDE1" })).toMatchObject({ members: ["U0SAM00001"] });
  expect(await membersOf({ channel: "C0SECRET01" })).toEqual(refused("channel_not_found"));
  expect(await membersOf({ channel: "C0NOWHERE1" })).toEqual(refused("channel_not_found"));
  emulator.world.declared.scopes = ["channels:read"];
  expect(await membersOf({ channel: "C0GENERAL1" })).toMatchObject({ ok: true });
  expect(await membersOf({ channel: "C0PAYMENTS" })).toMatchObject({
    ...{ error: "missing_scope", needed: "groups:read", provided: "channels:read" },
  });
});

test("info counts members when asked", async () => {
  const info = await api("conversations.info", { channel: "C0PAYMENTS", include_num_members: true });
  expect(info).toMatchObject({ channel: { num_members: 2 } });
});

test("a permalink leads to its message in the page", async () => {
  const message = addMessage(emulator.world, {
    ...{ channelId: "C0GENERAL1", userId: "U0SAM00001", text: "Petra cannot get in" },
  });
  const linkTo = (channel: string, ts: string) => api("chat.getPermalink", { channel, message_ts: ts });
  const permalink = `${emulator.world.connection.baseUrl}/archives/C0GENERAL1/p${message.ts.replace(".", "")}`;
  expect(await linkTo("C0GENERAL1", message.ts)).toEqual({ ok: true, channel: "C0GENERAL1", permalink });
  const followed = await fetch(permalink, { redirect: "manual" });
  expect(followed.headers.get("location")).toBe(`/?as=U0OLIVIA01&channel=C0GENERAL1#m${message.ts}`);
  expect(await linkTo("C0GENERAL1", "1.2")).toEqual(refused("message_not_found"));
  expect(await linkTo("C0SECRET01", "1.2")).toEqual(refused("channel_not_found"));
  const reply = addMessage(emulator.world, { ...message, threadTs: message.ts });
  expect(await linkTo("C0GENERAL1", reply.ts)).toMatchObject({
    permalink: expect.stringContaining(`?thread_ts=${message.ts}&cid=C0GENERAL1`),
  });
});
