import { afterEach, expect, test } from "vitest";
import { call } from "./caller.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const person = (called: string) => stub.workspace.person(called);
const api = (method: string, args: Record<string, unknown>) => call(stub.emulator, { method, args });
const payments = { channel: "payments-approvals" };

const decide = [
  { type: "section", block_id: "what", text: { type: "mrkdwn", text: "*Sam* asks" } },
  {
    type: "actions",
    block_id: "decide",
    elements: [
      { type: "button", action_id: "approve", text: { type: "plain_text", text: "Approve" }, value: "r1" },
    ],
  },
];

async function post(extra: Record<string, unknown> = {}) {
  await api("chat.postMessage", { channel: "C0PAYMENTS", text: "Sam asks", blocks: decide, ...extra });
  return person("Olivia").message(/Sam.* asks/, payments);
}

test("the app and people answer in one thread, which everybody in the channel reads below its root", async () => {
  stub = await startStub();
  const root = await post();
  const written = person("Marcus").say("Who called?", { thread: root });
  person("Sam").say("She did, by video", { thread: written });
  person("Olivia").say("Thanks", { ...payments, thread: root.message.ts });
  await api("chat.postMessage", {
    ...{ channel: "C0PAYMENTS", thread_ts: root.message.ts, text: "Waiting since 1 h" },
  });
  const reply = await root.expectReply(/Waiting/);
  expect(root.replies().map((one) => one.text())).toEqual([
    "Who called?",
    "She did, by video",
    "Thanks",
    "Waiting since 1 h",
  ]);
  expect(reply.replies()).toEqual([]);
});

test("nobody writes where they are not, in an archived channel, or below a message that is not there", async () => {
  stub = await startStub();
  const root = await post();
  expect(() => person("Petra").say("hello?", { thread: root })).toThrow("is not in #payments-approvals");
  expect(() => person("Sam").say("hello?", { ...payments, thread: "1.2" })).toThrow("there is no message");
  const channel = stub.emulator.world.channels.get("C0PAYMENTS");
  Object.assign(channel ?? {}, { isArchived: true });
  expect(() => person("Sam").say("hello?", payments)).toThrow("is archived");
});

test("a click in a thread names the message, its place and the thread; the root tells of its replies", async () => {
  stub = await startStub();
  const root = await post();
  await root.button("Approve").click();
  expect(stub.received[0]?.payload).toMatchObject({
    type: "block_actions",
    channel: { id: "C0PAYMENTS", name: "privategroup" },
    message: { ts: root.message.ts, text: "Sam asks", user: "U0LATCHKEY", bot_id: "B0LATCHKEY" },
    actions: [{ type: "button", action_id: "approve", block_id: "decide", value: "r1" }],
  });
  expect(stub.received[0]?.payload["container"]).toEqual({
    type: "message",
    message_ts: root.message.ts,
    channel_id: "C0PAYMENTS",
    is_ephemeral: false,
  });
  await post({ thread_ts: root.message.ts });
  const [reply] = root.replies();
  await reply?.button("Approve").click();
  expect(stub.received[1]?.payload).toMatchObject({
    container: { message_ts: reply?.message.ts, thread_ts: root.message.ts },
    message: { thread_ts: root.message.ts, parent_user_id: "U0LATCHKEY" },
  });
  await root.button("Approve").click();
  expect(stub.received[2]?.payload).toMatchObject({
    container: { message_ts: root.message.ts, thread_ts: root.message.ts },
    message: { thread_ts: root.message.ts, reply_count: 1, reply_users: ["U0LATCHKEY"] },
  });
});

test("a redrawn message loses its buttons and keeps its thread", async () => {
  stub = await startStub();
  const root = await post();
  person("Sam").say("on it", { thread: root });
  const { ts } = root.message;
  await api("chat.update", { channel: "C0PAYMENTS", ts, text: "Approved by Olivia", blocks: [] });
  expect(root.text()).toBe("Approved by Olivia");
  expect(root.fallback).toBe("Approved by Olivia");
  expect(root.buttons()).toEqual([]);
  expect(() => root.button("Approve")).toThrow('no single button "Approve"');
  expect(root.replies().map((one) => one.text())).toEqual(["on it"]);
});

test("what people type reaches the app as Slack's client sends it", async () => {
  stub = await startStub();
  const asked = person("Sam").say(
    "petra@alvarezdrywall.example <lost> & https://a.example/x?a=1&b=2. <@U0NORA0001>",
  );
  await asked.shortcut("reset");
  expect(stub.received[0]?.payload).toMatchObject({
    type: "message_action",
    message: {
      text: "<mailto:petra@alvarezdrywall.example|petra@alvarezdrywall.example> &lt;lost&gt; &amp; <https://a.example/x?a=1&amp;b=2>. <@U0NORA0001>",
    },
  });
  expect(asked.text()).toBe("petra@alvarezdrywall.example <lost> & https://a.example/x?a=1&b=2. @Nora Kim");
});
