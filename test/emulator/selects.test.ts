import { afterEach, expect, test } from "vitest";
import { checkBlocks } from "../../src/emulator/block-kit/check.ts";
import type { NewChannel } from "../../src/emulator/state/channels.ts";
import { emailModal } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const text = (words: string) => ({ type: "plain_text", text: words });
const option = (words: string) => ({ text: text(words), value: words.toLowerCase() });
const input = (element: object, extra: object = {}) => ({
  type: "input",
  block_id: "field",
  label: text("Field"),
  element: { action_id: "value", ...element },
  ...extra,
});
const showInput = (element: object, extra: object = {}) =>
  stub.showModal({ ...emailModal(), blocks: [input(element, extra)] });

const channels: NewChannel[] = [
  { id: "C0GENERAL1", name: "general" },
  { id: "C0RANDOM01", name: "random", members: ["U0SAM00001"] },
  { id: "C0PAYMENTS", name: "payments", kind: "private", members: ["U0OLIVIA01"] },
  { id: "C0SECRET01", name: "secret", kind: "private", members: ["U0SAM00001"] },
  { id: "C0SHARED01", name: "with-alvarez", isExtShared: true },
  { id: "C0OLD00001", name: "old", isArchived: true },
];

const startWithChannels = () => startStub({ channels: channels.map((one) => ({ members: [], ...one })) });

const isTaken = (element: object) =>
  checkBlocks([{ type: "section", text: text("x"), accessory: element }], "message", ["blocks"]).ok;

test("a filter of conversations says something, of kinds that there are; channels have none", () => {
  const conversations = (filter: object) => isTaken({ type: "conversations_select", filter });
  const confirm = { title: text("Sure?"), text: text("Really?"), confirm: text("Yes"), deny: text("No") };
  expect(conversations({ include: ["private", "public", "im", "mpim"], exclude_bot_users: true })).toBe(true);
  expect(conversations({ exclude_external_shared_channels: true })).toBe(true);
  for (const wrong of [{}, { include: [] }, { include: ["secret"] }, { exclude_people: true }])
    expect(conversations(wrong)).toBe(false);
  expect(isTaken({ type: "channels_select", initial_channel: "C1", confirm })).toBe(true);
  expect(isTaken({ type: "channels_select", filter: { include: ["public"] } })).toBe(false);
  expect(isTaken({ type: "overflow", options: [option("Remove")], confirm })).toBe(true);
});

test.each([
  ["everything in sight", undefined, ["#general", "#random", "#payments", "#with-alvarez", "Latchkey"]],
  ["private ones", { include: ["private"] }, ["#payments"]],
  [
    "public ones of this company",
    { include: ["public"], exclude_external_shared_channels: true },
    ["#general", "#random"],
  ],
  ["no bots", { exclude_bot_users: true }, ["#general", "#random", "#payments", "#with-alvarez"]],
])("a conversation menu lists %s, nothing archived, nothing private of others", async (_, filter, listed) => {
  stub = await startWithChannels();
  olivia().dm();
  showInput({ type: "conversations_select", ...(filter ? { filter } : {}) });
  expect(olivia().modal.field("Field").options).toEqual(listed);
});

test("a channel menu lists public channels; a guest sees only their own", async () => {
  stub = await startWithChannels();
  const view = showInput({ type: "channels_select" });
  expect(olivia().modal.field("Field").options).toEqual(["#general", "#random", "#with-alvarez"]);
  stub.emulator.world.channels.get("C0GENERAL1")?.members.add("U0PETRA001");
  stub.emulator.world.stacks.set("U0PETRA001", [{ ...view, userId: "U0PETRA001" }]);
  expect(stub.workspace.person("Petra").modal.field("Field").options).toEqual(["#general"]);
});

test.each([
  ["conversations_select", "#payments", { selected_conversation: "C0PAYMENTS" }],
  ["channels_select", "random", { selected_channel: "C0RANDOM01" }],
])("a %s is chosen from by name and submits the id", async (type, name, value) => {
  stub = await startWithChannels();
  showInput({ type });
  expect(() => olivia().modal.fill({ Field: "secret" })).toThrow('no single option "secret"');
  await olivia().modal.fill({ Field: name }).submit();
  expect(stub.received.at(-1)?.payload).toMatchObject({
    view: { state: { values: { field: { value: { type, ...value } } } } },
  });
});

test("an external select asks from its minimum on, and takes options or groups, a hundred at most", async () => {
  stub = await startStub();
  showInput({ type: "external_select", min_query_length: 2 });
  const { modal } = olivia();
  expect(await modal.suggestions("Field", "p")).toEqual([]);
  expect(stub.received).toEqual([]);
  stub.reply({ json: { option_groups: [{ label: text("Payees"), options: [option("Petra")] }] } });
  expect(await modal.suggestions("Field", "pe")).toEqual(["Petra"]);
  expect(stub.received[0]?.payload).toMatchObject({
    ...{ type: "block_suggestion", action_id: "value", block_id: "field", value: "pe" },
    view: { callback_id: "who" },
  });
  const many = (count: number) => Array.from({ length: count }, (_, index) => option(`P${index}`));
  stub.reply({ json: { options: many(100) } });
  expect(await modal.suggestions("Field", "pe")).toHaveLength(100);
  expect(stub.emulator.problems()).toEqual([]);
  stub.reply({ json: { options: many(101) } });
  expect(await modal.suggestions("Field", "pe")).toEqual([]);
  stub.reply({ isLate: true, json: { options: many(1) } });
  expect(await modal.suggestions("Field", "pe")).toEqual([]);
  expect(stub.emulator.problems()).toHaveLength(2);
});

test("an external select with no minimum is asked at once, and submits what was chosen", async () => {
  stub = await startStub();
  showInput({ type: "external_select", min_query_length: 0 });
  stub.reply({ json: { options: [option("Petra"), option("Peter")] } });
  await olivia()
    .modal.fill({ Field: ["", "Peter"] })
    .submit();
  expect(stub.received.at(-1)?.payload).toMatchObject({
    view: { state: { values: { field: { value: { selected_option: { value: "peter" } } } } } },
  });
});

test("without an address for options in the manifest nobody is asked", async () => {
  stub = await startStub({ declared: { hasOptionsUrl: false } });
  showInput({ type: "external_select", min_query_length: 0 });
  expect(await olivia().modal.suggestions("Field", "pe")).toEqual([]);
  expect(stub.received).toEqual([]);
});

test("a choice that is told at once reaches the app before the form is sent", async () => {
  stub = await startStub();
  showInput({ type: "static_select", options: [option("One"), option("Two")] }, { dispatch_action: true });
  await olivia().modal.choose("Field", "Two");
  expect(stub.received.map((one) => one.payload)).toMatchObject([
    { type: "block_actions", actions: [{ selected_option: { value: "two" } }] },
  ]);
});

test("shortcuts are found by name or callback_id, and only those of the manifest", async () => {
  const globalShortcuts = [{ name: "Reset someone's MFA", callbackId: "reset" }];
  const messageShortcuts = [{ name: "Reset MFA for…", callbackId: "reset_for" }];
  stub = await startStub({ declared: { globalShortcuts, messageShortcuts } });
  await olivia().shortcut("Reset someone's MFA");
  await olivia().shortcut("reset");
  expect(stub.received.map((one) => one.payload)).toMatchObject([
    { type: "shortcut", callback_id: "reset", user: { id: "U0OLIVIA01" } },
    { type: "shortcut", callback_id: "reset" },
  ]);
  expect(stub.received[0]?.payload).not.toHaveProperty("channel");
  await expect(olivia().shortcut("invite")).rejects.toThrow('no single shortcut "invite"');
  const asked = olivia().say("Petra lost her phone");
  await asked.shortcut("Reset MFA for");
  expect(stub.received.at(-1)?.payload).toMatchObject({
    ...{ type: "message_action", callback_id: "reset_for", message_ts: asked.message.ts },
    channel: { id: "C0GENERAL1" },
    message: { text: "Petra lost her phone", user: "U0OLIVIA01" },
  });
  stub.reply({ body: "only for you" });
  await olivia().command("/reset");
  await expect((await olivia().expectEphemeral("only")).shortcut("reset_for")).rejects.toThrow(
    "no shortcuts",
  );
});
