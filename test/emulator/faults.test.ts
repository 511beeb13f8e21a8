import { afterEach, describe, expect, test } from "vitest";
import { sendEvent } from "../../src/emulator/delivery/events.ts";
import { redeliver } from "../../src/emulator/delivery/redeliver.ts";
import { createFaults } from "../../src/emulator/state/faults.ts";
import { addPerson } from "../../src/emulator/state/people.ts";
import { call } from "./caller.ts";
import { botToken } from "./sample-app.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
afterEach(() => stub?.close());

const olivia = () => stub.workspace.person("Olivia");
const texts = () => stub.received.map((one) => one.payload["text"]);
const settled = () => Promise.all(stub.emulator.world.pending);
const post = (text: string, channel = "C0GENERAL1") =>
  call(stub.emulator, { method: "chat.postMessage", args: { channel, text } });
const ok = expect.objectContaining({ ok: true });

describe("by switch, what Slack tells the app", () => {
  test("comes twice at once, each newly signed, and the person sees one answer", async () => {
    stub = await startStub();
    stub.emulator.faults.deliveries.next("slash_command", { kind: "duplicate", times: 2 });
    stub.reply({ body: "one" });
    stub.reply({ body: "other" });
    await olivia().command("/reset");
    await settled();
    expect(stub.received).toHaveLength(2);
    expect(stub.received[0]?.body).toBe(stub.received[1]?.body);
    expect(olivia().ephemerals()).toHaveLength(1);
    await olivia().command("/reset");
    expect(stub.received).toHaveLength(3);
  });

  test("comes late: in time it is answered, too late the person hears of it and the app is told all the same", async () => {
    stub = await startStub({ answerTimeoutMs: 1000 });
    const { deliveries } = stub.emulator.faults;
    deliveries.next("*", { kind: "delayed", ms: 50 });
    await olivia().command("/reset", "a little");
    expect(olivia().ephemerals()).toEqual([]);
    deliveries.next("slash_command", { kind: "delayed", ms: 1200 });
    await olivia().command("/reset", "too late");
    await olivia().expectEphemeral("operation_timeout");
    expect(texts()).toEqual(["a little"]);
    await settled();
    expect(texts()).toEqual(["a little", "too late"]);
  });

  test("comes after what was sent after it", async () => {
    stub = await startStub();
    stub.emulator.faults.deliveries.next("user_change", { kind: "reordered" });
    const first = sendEvent(stub.emulator.world, { type: "user_change", user: { id: "U0SAM00001" } });
    await olivia().command("/reset", "second");
    await first;
    expect(stub.received.map((one) => one.payload["command"] ?? one.payload["type"])).toEqual([
      "/reset",
      "event_callback",
    ]);
  });

  test("is listed while it is on, beside the faults of calls, and cleared with them", async () => {
    stub = await startStub();
    const { faults } = stub.emulator;
    faults.next("chat.update", { kind: "500" });
    faults.always("*", { kind: "slow", ms: 1 });
    faults.deliveries.always("block_actions", { kind: "duplicate", times: 3 });
    expect(faults.list()).toEqual([
      { on: "chat.update", lasts: "once", fault: { kind: "500" } },
      { on: "*", lasts: "always", fault: { kind: "slow", ms: 1 } },
      { on: "block_actions", lasts: "always", fault: { kind: "duplicate", times: 3 } },
    ]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });
});

test("a share of the calls meets a fault by chance, the rest what stands for all", async () => {
  const { calls } = createFaults(() => {});
  calls.always("*", { kind: "slow", ms: 80 });
  calls.sometimes("*", { kind: "500" }, 0.1);
  const met = Array.from({ length: 5000 }, () => calls.take("chat.update")?.kind);
  const share = met.filter((kind) => kind === "500").length / met.length;
  // Ten standard deviations: by chance alone this fails never.
  expect(Math.abs(share - 0.1)).toBeLessThan(0.042);
  expect(met.filter((kind) => kind === "slow").length).toBe(5000 - Math.round(share * 5000));
  calls.clear();
  expect(calls.take("chat.update")).toBeUndefined();
});

describe("by hand, a word in the text", () => {
  test.each([
    ["429", 429],
    ["500", 500],
  ])("[slack:%s] fails the very call, each time, and no other", async (word, status) => {
    stub = await startStub();
    const raw = (text: string) =>
      fetch(`${stub.emulator.apiUrl}chat.postMessage`, {
        method: "POST",
        headers: { authorization: `Bearer ${botToken}` },
        body: new URLSearchParams({ channel: "C0GENERAL1", text }),
      });
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect((await raw(`Petra [slack:${word}]`)).status).toBe(status);
    expect((await raw("Petra")).status).toBe(200);
    expect(stub.emulator.world.messages.get("C0GENERAL1")).toHaveLength(1);
  });

  test("drops, loses the answer, or is slow", async () => {
    stub = await startStub({ slowMs: 60 });
    await expect(post("[slack:drop]")).rejects.toThrow("fetch failed");
    await expect(post("[slack:lost]")).rejects.toThrow("fetch failed");
    expect(await post("[slack:slow]")).toEqual(ok);
    expect(stub.emulator.log.at(-1)?.ms).toBeGreaterThan(50);
    expect(stub.emulator.world.messages.get("C0GENERAL1")?.map((one) => one.text)).toEqual([
      "[slack:lost]",
      "[slack:slow]",
    ]);
  });

  test("a person so named fails the calls that mean them", async () => {
    stub = await startStub();
    addPerson(stub.emulator.world, { id: "U0FAULTY01", realName: "Ann [slack:drop]" });
    const info = (user: string) => call(stub.emulator, { method: "users.info", args: { user } });
    await expect(info("U0FAULTY01")).rejects.toThrow("fetch failed");
    await expect(post("hello", "D0FAULTY01")).rejects.toThrow("fetch failed");
    expect(await info("U0SAM00001")).toEqual(ok);
  });

  test("what is typed comes twice, late, or after the next", async () => {
    stub = await startStub();
    await olivia().command("/reset", "[slack:twice]");
    await settled();
    expect(texts()).toEqual(["[slack:twice]", "[slack:twice]"]);
    stub.received.length = 0;
    const held = olivia().command("/reset", "[slack:last]");
    await olivia().command("/reset", "next");
    await held;
    expect(texts()).toEqual(["next", "[slack:last]"]);
    stub.received.length = 0;
    const late = olivia().command("/reset", "[slack:late]");
    await olivia().command("/reset", "on time");
    expect(texts()).toEqual(["on time"]);
    await late;
    expect(texts()).toEqual(["on time", "[slack:late]"]);
  });
});

test("what the log has of a delivery can be delivered again, by its id; what the app sent cannot", async () => {
  stub = await startStub();
  const { world, log } = stub.emulator;
  await olivia().command("/reset", "again");
  const { id } = stub.workspace.lastRequest("slash_command");
  const sent = await redeliver(world, id, { times: 3, delayMs: 10 });
  expect(sent.map((one) => one.outcome)).toEqual(["answered", "answered", "answered"]);
  expect(texts()).toEqual(["again", "again", "again", "again"]);
  expect(new Set(log.map((entry) => entry.id)).size).toBe(log.length);
  await post("hello");
  await expect(redeliver(world, log.at(-1)?.id ?? "")).rejects.toThrow(
    "chat.postMessage is nothing that Slack",
  );
  await expect(redeliver(world, "r999")).rejects.toThrow("r999");
});
