import { afterEach, expect, test } from "vitest";
import { refuseInThread } from "../../src/emulator/acts/command.ts";
import { replay, sendForged } from "../../src/emulator/delivery/abuse.ts";
import { sendEvent } from "../../src/emulator/delivery/events.ts";
import { startSample } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let running: { close: () => Promise<void> };
const start = async (options: Parameters<typeof startStub>[0] = {}) => {
  const stub = await startStub(options);
  running = stub;
  return stub;
};
afterEach(() => running.close());

test("commands and interactions are forms, events JSON, by exactly these content types", async () => {
  const stub = await start();
  await stub.workspace.person("Olivia").command("/reset");
  await stub.workspace.person("Olivia").shortcut("start");
  await sendEvent(stub.emulator.world, { type: "user_change", user: { id: "U0SAM00001" } });
  expect(stub.received.map((one) => one.headers["content-type"])).toEqual([
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
    "application/json",
  ]);
  expect(stub.received[1]?.body).toMatch(/^payload=%7B/);
});

test("Bolt takes what the emulator signs, and refuses a forged or an old signature", async () => {
  const sample = await startSample();
  running = sample;
  sample.app.command("/reset", async ({ ack }) => ack());
  await sample.workspace.person("Olivia").command("/reset");
  const entry = sample.workspace.lastRequest("slash_command");
  expect(entry.answer?.status).toBe(200);
  const { world } = sample.emulator;
  expect(await replay(world, entry)).toMatchObject({ status: 200 });
  expect(await sendForged(world, entry, { "x-slack-signature": "v0=00" })).toMatchObject({ status: 401 });
  const old = String(Math.floor(Date.now() / 1000) - 301);
  expect(await sendForged(world, entry, { "x-slack-request-timestamp": old })).toMatchObject({ status: 401 });
});

test("a redirect of the app is not followed and is no answer", async () => {
  const stub = await start();
  stub.reply({ status: 302, headers: { location: `${stub.emulator.apiUrl}auth.test` } });
  await stub.workspace.person("Olivia").command("/reset");
  await stub.workspace.person("Olivia").expectEphemeral("dispatch_failed");
  expect(stub.emulator.problems()).toEqual(["slash_command: the app answered with status code 302"]);
});

test("every event has an id of its own, and every command its own trigger and response_url", async () => {
  const stub = await start();
  for (let count = 0; count < 2; count += 1) {
    await sendEvent(stub.emulator.world, { type: "user_change", user: { id: "U0SAM00001" } });
    await stub.workspace.person("Olivia").command("/reset");
  }
  const all = (field: string) =>
    stub.received.map((one) => one.payload[field]).filter((one) => one !== undefined);
  expect(all("event_id")).toEqual([expect.stringMatching(/^Ev/), expect.stringMatching(/^Ev/)]);
  for (const field of ["event_id", "trigger_id", "response_url"])
    expect(new Set(all(field)).size, field).toBe(2);
});

test("names that are mentioned are escaped where the manifest asks for it, and left where it does not", async () => {
  const declared = (shouldEscape: boolean) => ({
    commands: [{ command: "/reset", description: "", usageHint: "", shouldEscape }],
  });
  const stub = await start({ declared: declared(true) });
  const typed = "@sam in #general, sam@general.example @nobody <@U0NORA0001>";
  await stub.workspace.person("Olivia").command("/reset", typed);
  stub.emulator.world.declared = declared(false);
  await stub.workspace.person("Olivia").command("/reset", typed);
  expect(stub.received.map((one) => one.payload["text"])).toEqual([
    "<@U0SAM00001|sam> in <#C0GENERAL1|general>, sam@general.example @nobody <@U0NORA0001>",
    typed,
  ]);
});

test("a command is sent from a channel, and refused in a thread in Slack's words", async () => {
  const stub = await start();
  const olivia = stub.workspace.person("Olivia");
  const root = olivia.say("Petra lost her phone");
  await olivia.command("/reset");
  const where = { userId: olivia.id, channelId: "C0GENERAL1", threadTs: root.message.ts };
  refuseInThread(stub.emulator.world, { ...where, command: "/reset" });
  await root.expectReply("/reset is not supported in threads. Sorry!");
  expect(stub.received).toHaveLength(1);
});
