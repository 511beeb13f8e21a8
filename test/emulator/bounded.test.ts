import { expect, test } from "vitest";
import { createWorld } from "../../src/emulator/state/create.ts";
import { complete, record } from "../../src/emulator/state/log.ts";
import { newResponseUrl } from "../../src/emulator/state/response-urls.ts";
import { newSocketUrl } from "../../src/emulator/state/sockets.ts";
import { newTrigger } from "../../src/emulator/state/triggers.ts";
import { secondsToWait } from "../../src/emulator/web-api/rate-limit.ts";
import { methods } from "../../src/emulator/web-api/routes.ts";
import { botToken, emailModal, signingSecret } from "./sample-app.ts";

const many = 20_000;
const everyView = 10;

/** A world that has been busy: every message also a request in the log, a trigger and a response_url, now and then a view. */
function busyWorld(messages: number) {
  let now = Date.parse("2026-11-20T19:00:00Z");
  const world = createWorld({ signingSecret, botToken, hasRateLimits: true, now: () => new Date(now) });
  const call = (method: string, args: Record<string, unknown>) => {
    secondsToWait(world, method, args);
    const answer = methods[method]?.call(world, args);
    const request = { url: `/api/${method}`, headers: {}, body: JSON.stringify(args) };
    const entry = record(world, { from: "app", kind: method, request });
    entry.answer = { status: 200, body: JSON.stringify(answer) };
    complete(world, entry, 0);
    if (!answer?.ok) throw new Error(`${method}: ${answer?.error}`);
  };
  const text = "x".repeat(3000);
  for (let count = 0; count < messages; count += 1) {
    now += 10;
    call("chat.postMessage", { channel: "C0GENERAL1", text, blocks: [section(count)] });
    const trigger_id = newTrigger(world, "U0OLIVIA01");
    if (count % everyView === 0) {
      call("views.open", { trigger_id, view: emailModal() });
      call("views.publish", { user_id: "U0SAM00001", view: { type: "home", blocks: [] } });
    }
    newResponseUrl(world, { userId: "U0OLIVIA01", channelId: "C0GENERAL1" });
    newSocketUrl(world);
  }
  return world;
}

const section = (count: number) => ({
  ...{ type: "section", block_id: `b${count}`, text: { type: "mrkdwn", text: `Message ${count}` } },
});

test("after 20,000 messages the world holds no more than its bounds", () => {
  const world = busyWorld(many);
  expect(world.messages.get("C0GENERAL1")).toHaveLength(2000);
  expect(world.messages.get("C0GENERAL1")?.at(-1)?.blocks[0]?.block_id).toBe(`b${many - 1}`);
  expect(world.log.length).toBeLessThanOrEqual(1000);
  expect(world.logBytes).toBeLessThanOrEqual(8_000_000);
  expect([...world.stacks.values()].flat()).toHaveLength(1);
  expect(world.homes.size).toBe(1);
  expect(world.triggers.size).toBeLessThanOrEqual(5000);
  expect(world.responseUrls.size).toBeLessThanOrEqual(5000);
  expect(world.sockets.tickets.size).toBeLessThanOrEqual(100);
  expect(Math.max(...[...world.rates.values()].map((times) => times.length))).toBeLessThanOrEqual(100);
  expect(world.pending.size).toBe(0);
}, 240_000);

test("the log is bounded by its bytes, too, and keeps the newest whatever its size", () => {
  const world = createWorld({ signingSecret, botToken, logBytes: 10_000 });
  for (const length of [4000, 4000, 4000, 20_000]) {
    const request = { url: "/api/views.open", headers: {}, body: "x".repeat(length) };
    record(world, { from: "app", kind: "views.open", request });
    expect(world.log.at(-1)?.request.body).toHaveLength(length);
    expect(world.log.length === 1 || world.logBytes <= 10_000).toBe(true);
    expect(world.logBytes).toBe(world.log.reduce((sum, entry) => sum + 1 + entry.request.body.length, 0));
  }
  expect(world.log).toHaveLength(1);
});
