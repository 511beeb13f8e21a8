import { get } from "node:http";
import { afterEach, expect, test } from "vitest";
import { openHome } from "../../src/emulator/delivery/events.ts";
import type { InspectorDeed } from "../../src/emulator/inspector/deed.ts";
import { doInspect } from "../../src/emulator/inspector/do.ts";
import type { EntrySeen, LogSeen } from "../../src/emulator/inspector/seen.ts";
import type { EmulatorOptions } from "../../src/emulator/server.ts";
import { call } from "./caller.ts";
import { startSample } from "./sample-app.ts";
import { seenBy } from "./seen.ts";
import { startStub } from "./stub-app.ts";

let stub: Awaited<ReturnType<typeof startStub>>;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: Partial<EmulatorOptions> = {}) {
  stub = await startStub(options);
  closing.push(stub.close);
}

const olivia = () => stub.workspace.person("Olivia");
const general = { as: "U0OLIVIA01", channel: "C0GENERAL1" };
const settled = () => Promise.all(stub.emulator.world.pending);
const post = (text: string) =>
  call(stub.emulator, { method: "chat.postMessage", args: { channel: general.channel, text } });

async function look(after = 0, find = ""): Promise<LogSeen> {
  const query = new URLSearchParams({ after: String(after), find });
  const response = await fetch(`${stub.emulator.url}/inspector/log?${query}`);
  return JSON.parse(await response.text());
}

const tell = (deed: InspectorDeed | object, headers: Record<string, string> = {}) =>
  fetch(`${stub.emulator.url}/inspector/do`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(deed),
  });

test("what went either way stands there with whom, where, what, and what was wrong with it", async () => {
  await start();
  stub.reply({ status: 500 });
  await olivia().command("/reset", "petra@alvarezdrywall.example");
  await call(stub.emulator, { method: "chat.postMessage", args: { channel: "C0NOWHERE1", text: "hello" } });
  await openHome(stub.emulator.world, "U0OLIVIA01");
  const { rows, settled: upTo, budgetMs } = await look();
  expect(rows).toMatchObject([
    {
      from: "slack",
      kind: "slash_command",
      about: "/reset petra@alvarezdrywall.example · Olivia Reyes · #general",
      status: 500,
      problem: "the app answered with status code 500",
    },
    { from: "app", kind: "chat.postMessage", about: "C0NOWHERE1", status: 200, problem: "channel_not_found" },
    { from: "slack", kind: "app_home_opened", about: "Olivia Reyes · Latchkey", status: 200 },
  ]);
  expect([budgetMs, (await look(upTo)).rows]).toEqual([3000, []]);
  const answer = await fetch(`${stub.emulator.url}/inspector/entries/${rows[0]?.id}`);
  const entry: EntrySeen = JSON.parse(await answer.text());
  expect(entry).toMatchObject({ body: stub.received[0]?.body, canSend: true, canReplay: true });
});

test("what went over a socket is sent again, and is not replayed: it has no signature", async () => {
  const sample = await startSample({}, "socket");
  closing.push(sample.close);
  sample.app.command("/reset", ({ ack }) => ack());
  await sample.workspace.person("Olivia").command("/reset");
  const { id } = sample.workspace.lastRequest("slash_command");
  const response = await fetch(`${sample.emulator.url}/inspector/entries/${id}`);
  expect(await response.json()).toMatchObject({ via: "socket", canSend: true, canReplay: false });
  expect(doInspect(sample.emulator.world, { act: "replay", id })).toMatchObject({ ok: false });
});

test("a search finds what stands in a body, forms as they are meant", async () => {
  await start();
  await olivia().command("/reset", "petra@alvarezdrywall.example");
  await post("hello, world");
  expect((await look(0, "/response/t0acme")).rows.map(({ kind }) => kind)).toEqual(["slash_command"]);
  expect((await look(0, "hello, w")).rows.map(({ kind }) => kind)).toEqual(["chat.postMessage"]);
  expect((await look(0, "nobody")).rows).toEqual([]);
});

test("a replay has the old signature and time; sent again it is signed anew; twice, it comes twice; later, it comes later", async () => {
  let now = new Date("2026-03-02T10:00:00Z");
  await start({ now: () => now });
  await olivia().command("/reset");
  now = new Date("2026-03-02T10:00:30Z");
  const id = (await look()).rows[0]?.id ?? "";
  await tell({ act: "replay", id });
  await settled();
  await tell({ act: "send", id, times: 2, delayMs: 0 });
  await settled();
  const [first, replayed, ...sent] = stub.received;
  const signatures = [first, replayed, ...sent].map((one) => one?.headers["x-slack-signature"]);
  expect(signatures[1]).toBe(signatures[0]);
  expect(signatures[2]).not.toBe(signatures[0]);
  expect(new Set(stub.received.map(({ body }) => body)).size).toBe(1);
  expect(sent).toHaveLength(2);
  const startedAt = performance.now();
  await tell({ act: "send", id, times: 1, delayMs: 300 });
  await settled();
  expect(stub.received).toHaveLength(5);
  expect(performance.now() - startedAt).toBeGreaterThan(290);
});

test("a fault that is switched on fails the very next call, is marked there, and counted in the workspace while it is on", async () => {
  await start();
  const on = { act: "switch-on", side: "calls", on: "chat.postMessage", lasts: "once" } as const;
  await tell({ ...on, fault: { kind: "429", retryAfter: 7 } });
  expect((await look()).faults).toEqual([
    { side: "calls", on: "chat.postMessage", lasts: "once", fault: { kind: "429", retryAfter: 7 } },
  ]);
  expect((await seenBy(stub.emulator, general)).faultsOn).toBe(1);
  expect(await post("hello")).toMatchObject({ error: "ratelimited" });
  const failed = (await look()).rows.at(-1);
  expect(failed).toMatchObject({ status: 429, fault: "429" });
  expect(failed?.problem).toBeUndefined();
  expect((await look()).faults).toEqual([]);
  expect(await post("hello")).toMatchObject({ ok: true });
  await tell({
    act: "switch-on",
    side: "deliveries",
    on: "slash_command",
    lasts: "always",
    fault: { kind: "duplicate", times: 2 },
  });
  await tell({ act: "rate-limits", isOn: true });
  await olivia().command("/reset");
  await settled();
  expect(stub.received).toHaveLength(2);
  expect((await look()).rows.filter(({ fault }) => fault === "duplicate")).toHaveLength(2);
  await tell({ act: "end-all" });
  expect(await look()).toMatchObject({ faults: [], hasRateLimits: false });
});

test("a call's fault is switched off alone, and a delivery's of the same name stays", async () => {
  await start();
  const lasting = { act: "switch-on", on: "*", lasts: "always" } as const;
  await tell({ ...lasting, side: "calls", fault: { kind: "500" } });
  await tell({ ...lasting, side: "deliveries", fault: { kind: "reordered" } });
  await tell({ act: "switch-off", side: "calls", on: "*" });
  expect((await look()).faults).toMatchObject([{ side: "deliveries", fault: { kind: "reordered" } }]);
});

test("another site neither reads it by a name of its own nor acts in it, and what it does not know is refused", async () => {
  await start();
  const port = new URL(stub.emulator.url).port;
  const statusOf = (path: string) =>
    new Promise((resolve) => {
      get({ host: "127.0.0.1", port, path, headers: { host: `evil.example:${port}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
    });
  // The workspace's own page, too: in it one acts as anybody.
  for (const path of ["/inspector/log", "/", "/live"]) expect(await statusOf(path)).toBe(421);
  const end = { act: "end-all" };
  expect((await tell(end, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await tell(end, { "sec-fetch-site": "same-site" })).status).toBe(403);
  expect((await tell(end, { "content-type": "text/plain" })).status).toBe(400);
  expect(
    (
      await tell({
        act: "switch-on",
        side: "calls",
        on: "*",
        lasts: "once",
        fault: { kind: "duplicate", times: 2 },
      })
    ).status,
  ).toBe(400);
  const page = await fetch(`${stub.emulator.url}/inspector`);
  expect(page.headers.get("content-security-policy")).toBe("default-src 'self'; frame-ancestors 'none'");
  expect(await (await tell({ act: "replay", id: "r999" })).json()).toMatchObject({ ok: false });
});
