import { randomBytes } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { request } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sendEvent } from "../../src/emulator/delivery/events.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/server.ts";
import { refreshSocket } from "../../src/emulator/socket-mode/frames.ts";
import { until } from "../helpers/until.ts";
import { workspaceOf } from "../helpers/workspace.ts";
import { call } from "./caller.ts";
import { appToken, botToken, signingSecret, startSample } from "./sample-app.ts";

let emulator: Awaited<ReturnType<typeof startEmulator>>;
const start = async (options: Partial<EmulatorOptions> = {}) => {
  await emulator?.close();
  emulator = await startEmulator({ signingSecret, botToken, appToken, answerTimeoutMs: 300, ...options });
};
beforeEach(() => start());
afterEach(() => emulator.close());

const olivia = () => workspaceOf(emulator).person("Olivia");
const said = () =>
  olivia()
    .ephemerals()
    .map((one) => one.text());

type Frame = Record<string, unknown>;

async function openUrl(): Promise<string> {
  const opened = await call(emulator, { method: "apps.connections.open", token: appToken });
  return String(Object(opened).url);
}

/** A client of the bare protocol, which acknowledges only what it is told to. */
async function connect(url?: string) {
  const socket = new WebSocket(url ?? (await openUrl()));
  const frames: Frame[] = [];
  socket.addEventListener("message", ({ data }) => void frames.push(JSON.parse(String(data))));
  const isClosed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => resolve(code));
  });
  const first = await until("a first frame", () => frames.shift());
  const next = () => until("an envelope", () => frames.shift());
  const acknowledge = ({ envelope_id }: Frame, payload?: unknown) =>
    socket.send(JSON.stringify({ envelope_id, payload }));
  return { socket, first, frames, next, acknowledge, isClosed };
}

/** A peer that shakes hands and never says another word. */
function connectSilently(url: string): Promise<Duplex> {
  const headers = {
    ...{ connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" },
    "sec-websocket-key": randomBytes(16).toString("base64"),
  };
  return new Promise((resolve) => {
    request(url.replace(/^ws/, "http"), { headers })
      .on("upgrade", (_, stream) => resolve(stream))
      .end();
  });
}

test("a connection is opened by the app's own token, and by no other", async () => {
  const open = (token?: string) =>
    call(emulator, { method: "apps.connections.open", ...(token ? { token } : {}) });
  expect(await open(appToken)).toEqual({ ok: true, url: expect.stringMatching(/^ws:.*\/link\/\?ticket=/) });
  expect(await open("xapp-wrong")).toEqual({ ok: false, error: "invalid_auth" });
  expect(await open(botToken)).toEqual({ ok: false, error: "not_allowed_token_type" });
  const bare = await fetch(`${emulator.apiUrl}apps.connections.open`, { method: "POST" });
  expect(await bare.json()).toEqual({ ok: false, error: "not_authed" });
  expect(await call(emulator, { method: "auth.test", token: appToken })).toEqual({
    ...{ ok: false, error: "not_allowed_token_type" },
  });
  await start({ appToken: undefined });
  expect(await open(appToken)).toEqual({ ok: false, error: "invalid_auth" });
});

test("a ticket opens one connection, whose first frame is hello", async () => {
  const url = await openUrl();
  const { first } = await connect(url);
  expect(first).toEqual({
    ...{ type: "hello", num_connections: 1, connection_info: { app_id: "A0LATCHKEY" } },
    debug_info: { host: expect.any(String), build_number: 1, approximate_connection_time: 18060 },
  });
  for (const refused of [
    url,
    url.replace(/ticket=[^&]*/, "ticket=made-up"),
    url.replace("/link/", "/other/"),
  ]) {
    const socket = new WebSocket(refused);
    await new Promise((resolve) => socket.addEventListener("error", resolve));
  }
  let now = Date.now();
  await start({ now: () => new Date(now) });
  const late = await openUrl();
  now += 60_001;
  const socket = new WebSocket(late);
  await new Promise((resolve) => socket.addEventListener("error", resolve));
});

test("commands come as envelopes, and the acknowledgement's payload is their answer", async () => {
  const app = await connect();
  const typed = olivia().command("/reset", "a & b");
  const envelope = await app.next();
  expect(envelope).toEqual({
    ...{ envelope_id: expect.any(String), type: "slash_commands", accepts_response_payload: true },
    payload: expect.objectContaining({ command: "/reset", text: "a & b", is_enterprise_install: "false" }),
  });
  app.acknowledge(envelope, { text: "by socket" });
  await typed;
  expect(said()).toEqual(["by socket"]);
  expect(emulator.log.at(-1)).toMatchObject({ via: "socket", kind: "slash_command", problem: undefined });
});

test("an acknowledgement without a payload is an empty answer; one that never comes is a timeout in Slack's words", async () => {
  const app = await connect();
  const first = olivia().command("/reset");
  app.acknowledge(await app.next());
  await first;
  expect(said()).toEqual([]);
  const second = olivia().command("/reset");
  await app.next();
  await second;
  expect(said()).toEqual(['/reset failed with the error "operation_timeout"']);
  expect(emulator.problems()).toEqual(["slash_command: no acknowledgement within 300 ms"]);
});

test("a connection that ends before the acknowledgement, or was never there, is a failed dispatch", async () => {
  const app = await connect();
  const typed = olivia().command("/reset");
  await app.next();
  app.socket.close();
  await typed;
  await olivia().command("/other");
  expect(said()).toEqual([
    '/reset failed with the error "dispatch_failed"',
    '/other failed with the error "dispatch_failed"',
  ]);
});

test("clicks and shortcuts are interactive envelopes that take no payload back; only submissions and options do", async () => {
  const app = await connect();
  const clicked = olivia().shortcut("start");
  const envelope = await app.next();
  expect(envelope).toMatchObject({
    ...{ type: "interactive", accepts_response_payload: false, payload: { type: "shortcut" } },
  });
  app.acknowledge(envelope);
  await clicked;
  expect(emulator.problems()).toEqual([]);
});

test("an event that nobody acknowledges is tried again, as another attempt at the same event", async () => {
  await start({ eventRetryDelaysMs: [0, 10], answerTimeoutMs: 100 });
  const app = await connect();
  void sendEvent(emulator.world, { type: "user_change", user: { id: "U0SAM00001" } });
  const first = await app.next();
  const second = await app.next();
  app.acknowledge(second);
  expect(first).toMatchObject({ type: "events_api", retry_attempt: 0, retry_reason: "" });
  expect(second).toMatchObject({ type: "events_api", retry_attempt: 1, retry_reason: "timeout" });
  expect(Object(second["payload"]).event_id).toBe(Object(first["payload"]).event_id);
  await Promise.all(emulator.world.pending);
  expect(app.frames).toEqual([]);
});

test("up to ten connections take turns with one envelope to one of them; an eleventh is refused", async () => {
  const apps = [];
  for (let count = 1; count <= 10; count += 1) apps.push(await connect());
  expect(apps.map((app) => app.first["num_connections"])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const eleventh = await connect();
  expect(eleventh.first).toMatchObject({ type: "disconnect", reason: "too_many_websockets" });
  await eleventh.isClosed;
  for (const app of apps)
    app.socket.addEventListener("message", ({ data }) => app.acknowledge(JSON.parse(String(data))));
  for (let count = 0; count < 20; count += 1)
    await sendEvent(emulator.world, { type: "user_change", user: { id: "U0SAM00001" } });
  expect(apps.map((app) => app.frames.length)).toEqual(apps.map(() => 2));
  apps[0]?.socket.close();
  await until("nine connections", () => (emulator.world.sockets.open.length === 9 ? true : undefined));
  expect((await connect()).first).toMatchObject({ type: "hello" });
});

test("a frame that is no acknowledgement is a mistake of the app and ends nothing", async () => {
  const app = await connect();
  for (const frame of ["{oops", "[]", '{"payload":{}}', '{"envelope_id":"made-up"}']) app.socket.send(frame);
  const typed = olivia().command("/reset");
  app.acknowledge(await app.next());
  await typed;
  expect(emulator.problems()).toHaveLength(3);
  expect(said()).toEqual([]);
});

test("a connection is warned, then refreshed; uninstalling hears its farewell first and ends the rest", async () => {
  const app = await connect();
  const [socket] = emulator.world.sockets.open;
  if (!socket) throw new Error("no connection");
  refreshSocket(emulator.world, socket, 20);
  expect(await app.next()).toMatchObject({ type: "disconnect", reason: "warning" });
  expect(await app.next()).toMatchObject({ type: "disconnect", reason: "refresh_requested" });
  await app.isClosed;
  const other = await connect();
  const gone = workspaceOf(emulator).uninstall();
  for (let event = 0; event < 2; event += 1) other.acknowledge(await other.next());
  expect(await other.next()).toMatchObject({ type: "disconnect", reason: "link_disabled" });
  await gone;
  await other.isClosed;
  expect(emulator.world.sockets.open).toEqual([]);
});

test("a connection whose life is over is refreshed by itself, and one that answers no ping is ended", async () => {
  await start({ socketLifeMs: 30, pingEveryMs: 200 });
  const app = await connect();
  expect(await app.next()).toMatchObject({ type: "disconnect", reason: "warning" });
  expect(emulator.world.sockets.open).toHaveLength(1);
  const silent = await connectSilently(await openUrl());
  await until("the silent one to be dropped", () =>
    emulator.world.sockets.open.length === 1 ? true : undefined,
  );
  silent.destroy();
});

test("the official client stays connected over pings, and reconnects after a refresh", async () => {
  const sample = await startSample({ pingEveryMs: 250 }, "socket");
  sample.app.command("/reset", async ({ ack }) => ack("still here"));
  const { world } = sample.emulator;
  const [before] = world.sockets.open;
  const heard = { "undici:websocket:ping": 0, "undici:websocket:pong": 0 };
  const count = (_: unknown, name: string | symbol) => {
    heard[name as keyof typeof heard] += 1;
  };
  for (const name of Object.keys(heard)) subscribe(name, count);
  await until("pings and pongs either way", () => (Math.min(...Object.values(heard)) > 3 ? true : undefined));
  for (const name of Object.keys(heard)) unsubscribe(name, count);
  expect(world.sockets.open).toEqual([before]);
  if (before) refreshSocket(world, before);
  await until("another connection", () =>
    world.sockets.open.length === 1 && world.sockets.open[0] !== before ? true : undefined,
  );
  await sample.workspace.person("Olivia").command("/reset");
  await sample.workspace.person("Olivia").expectEphemeral("still here");
  await sample.close();
});
