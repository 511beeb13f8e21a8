import { afterEach, expect, test } from "vitest";
import { workspaceHandle } from "../../src/emulator/person/workspace.ts";
import { call } from "./caller.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const workspace = () => workspaceHandle(stub.emulator.world);
const olivia = () => stub.workspace.person("Olivia");
const api = (method: string, args: Record<string, unknown> = {}) => call(stub.emulator, { method, args });
const events = () => stub.received.map((one) => one.payload["event"]);
const post = () => api("chat.postMessage", { channel: "C0PAYMENTS", text: "hello" });

test("deactivating tells the app who it is and not what they may do; reactivating tells it all", async () => {
  stub = await startStub();
  await workspace().deactivate("Nora");
  await workspace().reactivate("Nora");
  await workspace().change("Nora", { isRestricted: true, email: "nora@elsewhere.example" });
  expect(events()).toMatchObject([
    { type: "user_change", user: { id: "U0NORA0001", deleted: true, profile: { real_name: "Nora Kim" } } },
    { type: "user_change", user: { deleted: false, is_restricted: false, real_name: "Nora Kim" } },
    { user: { is_restricted: true, profile: { email: "nora@elsewhere.example" } } },
  ]);
  const [gone] = stub.received;
  expect(Object(gone?.payload["event"]).user).not.toHaveProperty("is_restricted");
});

test("who is deactivated is in no channel and gets no new DM", async () => {
  stub = await startStub();
  await workspace().deactivate("Nora");
  expect(await api("conversations.members", { channel: "C0PAYMENTS" })).toMatchObject({
    members: ["U0OLIVIA01", "U0MARCUS01", "U0SAM00001", "U0LATCHKEY"],
  });
  expect(await api("conversations.open", { users: "U0NORA0001" })).toMatchObject({ error: "user_disabled" });
  expect(await api("users.info", { user: "U0NORA0001" })).toMatchObject({
    ok: true,
    user: { deleted: true },
  });
});

test("uninstalled, the app hears of it, is refused, and is sent nothing more until it is installed again", async () => {
  stub = await startStub();
  await workspace().uninstall();
  expect(events()).toContainEqual(expect.objectContaining({ type: "app_uninstalled" }));
  expect(events()).toContainEqual(expect.objectContaining({ type: "tokens_revoked" }));
  expect(await post()).toMatchObject({ ok: false, error: "account_inactive" });
  await olivia().command("/reset");
  await olivia().shortcut("reset");
  await workspace().deactivate("Nora");
  expect(events()).toHaveLength(2);
  expect(olivia().ephemerals().at(-1)?.text()).toBe("/reset is not a valid command.");
  await expect(olivia().openHome()).rejects.toThrow("no Home tab");
  expect(stub.emulator.problems()).toEqual(["chat.postMessage: account_inactive"]);

  workspace().reinstall();
  expect(await post()).toMatchObject({ ok: true });
  await olivia().command("/reset");
  expect(stub.received.at(-1)?.payload).toMatchObject({ command: "/reset" });
});

test("a channel can be shared, archived, and lose the app", async () => {
  stub = await startStub();
  const channel = workspace().channel("payments");
  const info = () => api("conversations.info", { channel: "C0PAYMENTS" });
  channel.share();
  expect(await info()).toMatchObject({ channel: { is_ext_shared: true, is_private: true, is_member: true } });
  channel.unshare();
  channel.archive();
  expect(await info()).toMatchObject({ channel: { is_ext_shared: false, is_archived: true } });
  expect(await post()).toMatchObject({ error: "is_archived" });
  channel.unarchive();
  channel.removeApp();
  for (const answer of [
    await info(),
    await post(),
    await api("conversations.members", { channel: "C0PAYMENTS" }),
  ])
    expect(answer).toMatchObject({ error: "channel_not_found" });
  channel.addApp();
  channel.add("Petra");
  expect(await post()).toMatchObject({ ok: true });
  expect(stub.workspace.person("Petra").messages({ channel: "payments-approvals" })).toHaveLength(1);
  channel.remove("Petra");
  expect(channel.channel.members.has("U0PETRA001")).toBe(false);
});

test("people of other companies act with their own team, and are in no channel that is not shared", async () => {
  const stranger = {
    ...{ id: "U0STRANGER", realName: "Ivan Petrov", teamId: "T0OTHER001", isStranger: true },
  };
  const olivia = { id: "U0OLIVIA01", realName: "Olivia Reyes" };
  stub = await startStub({
    people: [olivia, stranger],
    channels: [
      { id: "C0GENERAL1", name: "general" },
      { id: "C0SHARED01", name: "shared", isExtShared: true },
    ],
  });
  expect(await api("users.info", { user: stranger.id })).toMatchObject({
    user: { is_stranger: true, team_id: "T0OTHER001" },
  });
  expect(await api("conversations.members", { channel: "C0GENERAL1" })).toMatchObject({
    members: ["U0OLIVIA01", "U0LATCHKEY"],
  });
  expect(await api("conversations.members", { channel: "C0SHARED01" })).toMatchObject({
    members: ["U0OLIVIA01", "U0STRANGER", "U0LATCHKEY"],
  });
  await stub.workspace.person("Ivan").shortcut("start");
  expect(stub.received[0]?.payload).toMatchObject({
    ...{ user: { id: "U0STRANGER", team_id: "T0OTHER001" }, team: { id: "T0ACME0001" } },
  });
});
