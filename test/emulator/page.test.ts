import { afterEach, expect, test } from "vitest";
import type { At, Deed } from "../../src/emulator/page/deed.ts";
import { addMessage } from "../../src/emulator/state/messages.ts";
import { doAs, liveEvents, seenBy } from "./seen.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub.close());

const [olivia, sam, petra] = ["U0OLIVIA01", "U0SAM00001", "U0PETRA001"];
const general = { as: olivia, channel: "C0GENERAL1" };
const text = (words: string) => ({ type: "plain_text" as const, text: words });
const post = (words: string, more: { threadTs?: string; ephemeralTo?: string; userId?: string } = {}) =>
  addMessage(stub.emulator.world, { channelId: "C0GENERAL1", userId: sam, text: words, ...more });

const click = (at: At, { as = olivia, actionId }: { as?: string; actionId: string }): Deed => ({
  act: "click",
  as,
  at,
  blockId: "b",
  actionId,
  raw: [],
  fields: [],
});

test("the page may load and call nothing but its own server, and another site's post is refused", async () => {
  stub = await startStub();
  const shell = await fetch(stub.emulator.url);
  const policy = shell.headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'self';.* frame-ancestors 'self' http:\/\/localhost:\* \S+$/);
  expect(await shell.text()).not.toMatch(/<script(?![^>]*src="\/)|https?:/);
  const say = { act: "say", as: olivia, channelId: "C0GENERAL1", text: "/reset" } as const;
  expect((await doAs(stub.emulator, say, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await doAs(stub.emulator, say, { "content-type": "text/plain" })).status).toBe(400);
  expect(stub.received).toEqual([]);
  expect(stub.emulator.world.messages.size).toBe(0);
});

test("people see their own ephemeral messages, channels and modals only", async () => {
  stub = await startStub();
  const message = post("for Sam", { ephemeralTo: sam });
  stub.showModal({ type: "modal", title: text("Mine"), blocks: [{ type: "divider" }] });
  expect(await seenBy(stub.emulator, { ...general, as: sam })).toMatchObject({
    messages: [{ ts: message.ts, isEphemeral: true }],
    modals: [],
  });
  const { messages, modals, channels } = await seenBy(stub.emulator, general);
  expect([messages, modals.map((view) => view.title?.text)]).toEqual([[], ["Mine"]]);
  expect(channels.map(({ name }) => name)).toContain("payments-approvals");
  const guest = await seenBy(stub.emulator, { as: petra, channel: "C0PAYMENTS" });
  expect(JSON.stringify(guest)).not.toContain("payments-approvals");
  const at = { channelId: "C0GENERAL1", ts: message.ts };
  expect((await doAs(stub.emulator, click(at, { as: petra, actionId: "go" }))).status).toBe(409);
  const secret = addMessage(stub.emulator.world, { channelId: "C0PAYMENTS", userId: sam, text: "secret" });
  const there = { act: "message-shortcut", channelId: "C0PAYMENTS", ts: secret.ts, callbackId: "c" } as const;
  expect((await doAs(stub.emulator, { ...there, as: petra })).status).toBe(409);
  expect((await doAs(stub.emulator, { ...there, as: olivia })).status).toBe(200);
});

test("a channel shows its last hundred messages, and more when asked; replies stand in their thread", async () => {
  stub = await startStub();
  const root = post("the root");
  for (let count = 0; count < 149; count++) post(`message ${count}`);
  post("a reply", { threadTs: root.ts });
  const first = await seenBy(stub.emulator, general);
  expect([first.messages.length, first.hasEarlier, first.messages.at(-1)?.text]).toEqual([
    100,
    true,
    "message 148",
  ]);
  const all = await seenBy(stub.emulator, { ...general, shown: "200", thread: root.ts });
  expect([all.messages.length, all.hasEarlier]).toEqual([150, false]);
  expect(all.messages[0]?.thread).toMatchObject({ count: 1, people: [{ name: "Sam Okafor" }] });
  expect(all.thread.map((message) => message.text)).toEqual(["the root", "a reply"]);
});

test("a channel is unread until its person looks: not by what they wrote, nor by replies or ephemeral messages", async () => {
  stub = await startStub();
  const isUnread = async (as: string) =>
    (await seenBy(stub.emulator, { as, channel: "C0PAYMENTS" })).channels[0]?.isUnread;
  const root = post("look");
  expect([await isUnread(olivia), await isUnread(sam)]).toEqual([true, false]);
  await doAs(stub.emulator, { act: "look", as: olivia, channelId: "C0GENERAL1", ts: root.ts });
  post("a reply", { threadTs: root.ts });
  post("psst", { ephemeralTo: olivia });
  expect([await isUnread(olivia), await isUnread(petra)]).toEqual([false, true]);
  post("again");
  expect(await isUnread(olivia)).toBe(true);
});

test("a stream tells what changed, and how far it has come; a picture that stayed is not sent again", async () => {
  stub = await startStub();
  const told: unknown[] = [];
  for await (const { changes, snapshot } of liveEvents(stub.emulator, general)) {
    told.push(snapshot?.messages.map((message) => message.text) ?? "nothing new");
    if (told.length === 1) post("hello");
    if (told.length === 2) post("not for her", { ephemeralTo: sam });
    if (told.length === 3) expect(changes).toBe(stub.emulator.world.changes);
    if (told.length === 3) break;
  }
  expect(told).toEqual([[], ["hello"], "nothing new"]);
});

test("what the app redrew or took away since it was shown is not pressed, and the page is told so", async () => {
  stub = await startStub();
  const blocks = [
    {
      type: "actions" as const,
      block_id: "b",
      elements: [{ type: "button" as const, action_id: "go", text: text("Go") }],
    },
  ];
  const { world } = stub.emulator;
  const message = addMessage(world, {
    channelId: "C0GENERAL1",
    userId: world.app.botUserId,
    text: "",
    blocks,
  });
  const at = { channelId: "C0GENERAL1", ts: message.ts };
  expect(await doAs(stub.emulator, click(at, { actionId: "old" }))).toMatchObject({
    status: 409,
    body: '{"ok":false,"reason":"gone"}',
  });
  expect(stub.received).toEqual([]);
  expect((await doAs(stub.emulator, click(at, { actionId: "go" }))).status).toBe(200);
  expect(stub.received).toHaveLength(1);
});

test("the deactivated see that they are and do nothing, until the settings bring them back", async () => {
  stub = await startStub();
  const nora = "U0NORA0001";
  const set = (verb: string) => doAs(stub.emulator, { act: "set", as: nora, channelId: "C0GENERAL1", verb });
  post("hello");
  await set("deactivate");
  expect(await seenBy(stub.emulator, { as: nora })).toMatchObject({ me: { isDeleted: true }, messages: [] });
  const say = { act: "say", as: nora, channelId: "C0GENERAL1", text: "hello?" } as const;
  const begin = { act: "shortcut", as: nora, callbackId: "begin" } as const;
  for (const deed of [say, { ...say, text: "/reset" }, begin])
    expect((await doAs(stub.emulator, deed)).status).toBe(403);
  expect(stub.received.map((one) => one.payload["event"])).toMatchObject([{ type: "user_change" }]);
  await set("reactivate");
  expect((await doAs(stub.emulator, say)).status).toBe(200);
});

test("the settings share and archive a channel and uninstall the app, which then offers nothing", async () => {
  stub = await startStub({ declared: { commands: [{ command: "/reset", description: "", usageHint: "" }] } });
  const set = async (verb: string) => {
    await doAs(stub.emulator, { act: "set", as: olivia, channelId: "C0GENERAL1", verb });
    return seenBy(stub.emulator, general);
  };
  expect((await set("share")).channels[0]).toMatchObject({ isExtShared: true });
  expect((await set("archive")).channels[0]).toMatchObject({ isArchived: true });
  const say = { act: "say", as: olivia, channelId: "C0GENERAL1", text: "hello?" } as const;
  expect((await doAs(stub.emulator, say)).status).toBe(403);
  await set("unarchive");
  expect(await set("uninstall")).toMatchObject({ commands: [], app: { hasHome: false } });
  expect(await set("reinstall")).toMatchObject({
    commands: [{ command: "/reset" }],
    app: { hasHome: true },
  });
});

test("a permalink leads to its message, in its thread", async () => {
  stub = await startStub();
  const root = post("root");
  const reply = post("reply", { threadTs: root.ts });
  const path = `/archives/C0GENERAL1/p${reply.ts.replace(".", "")}`;
  const followed = await fetch(stub.emulator.url + path, { redirect: "manual" });
  expect(followed.headers.get("location")).toMatch(new RegExp(`thread=${root.ts}#m${reply.ts}$`));
});
