import { afterEach, expect, test } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { botToken, signingSecret } from "./sample-app.ts";

let emulator: Emulator;
let now = new Date("2026-11-20T19:00:00Z");
const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const start = async (options: Partial<EmulatorOptions>) => {
  emulator = await startEmulator({ signingSecret, botToken, now: () => now, ...options });
};
afterEach(() => emulator.close());

async function call(method: string, args: Record<string, string>) {
  const response = await fetch(`${emulator.apiUrl}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${botToken}` },
    body: new URLSearchParams(args),
  });
  const body: unknown = await response.json();
  return { status: response.status, retryAfter: response.headers.get("retry-after"), body };
}

const post = (channel: string) => call("chat.postMessage", { channel, text: "hello" });
const limited = (retryAfter: string) => ({
  ...{ status: 429, retryAfter, body: { ok: false, error: "ratelimited" } },
});
const ok = { status: 200, retryAfter: null, body: expect.objectContaining({ ok: true }) };

test("a channel takes a message a second, and says when to come back; another channel is not concerned", async () => {
  await start({ hasRateLimits: true });
  expect(await post("C0GENERAL1")).toEqual(ok);
  expect(await post("#general")).toEqual(limited("1"));
  expect(await post("C0PAYMENTS")).toEqual(ok);
  pass(1000);
  expect(await post("C0GENERAL1")).toEqual(ok);
  expect(emulator.world.messages.get("C0GENERAL1")).toHaveLength(2);
});

test.each([
  [3, 50, "conversations.info", { channel: "C0GENERAL1" }],
  [4, 100, "users.info", { user: "U0SAM00001" }],
])("a method of tier %i is answered %i times a minute", async (_, atMost, method, args) => {
  await start({ hasRateLimits: true });
  await call(method, args);
  pass(20_000);
  for (let count = 1; count < atMost; count += 1) expect((await call(method, args)).status).toBe(200);
  expect(await call(method, args)).toEqual(limited("40"));
  expect(await call("conversations.open", { users: "U0SAM00001" })).toEqual(ok);
  pass(40_000);
  expect(await call(method, args)).toEqual(ok);
});

test("unless they are switched on, there are no limits", async () => {
  await start({});
  for (let count = 0; count < 60; count += 1)
    expect((await call("conversations.info", { channel: "C0GENERAL1" })).status).toBe(200);
  expect([await post("C0GENERAL1"), await post("C0GENERAL1")]).toEqual([ok, ok]);
});
