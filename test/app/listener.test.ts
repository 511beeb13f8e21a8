import { Agent, type IncomingMessage, request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { openListener } from "../../src/app/listener.ts";

async function open() {
  const listener = await openListener("127.0.0.1", 0);
  onTestFinished(() => listener.close());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const get = (path = "/") =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: listener.port, path, agent }, (answer) => {
        answer.resume().once("end", () => resolve(answer));
      });
      sent.once("error", reject).end();
    });
  return { listener, get };
}

test("before it serves, whoever comes is told to come back", async () => {
  const { get } = await open();
  const answer = await get();
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("2");
});

test("while it leaves, a kept-alive connection gets its answer and its end, and then nobody gets in", async () => {
  const { listener, get } = await open();
  listener.serve(() => new Response("served"));
  expect((await get()).headers.connection).toBe("keep-alive");
  const left = listener.drain({ graceMs: 1000, timeoutMs: 5000 });
  expect(listener.isDraining()).toBe(true);
  for (const _ of [1, 2]) {
    const answer = await get();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.connection).toBe("close");
  }
  await left;
  await expect(get()).rejects.toThrow("ECONNREFUSED");
});

test("what was under way when it began to leave is answered, and ends its connection", async () => {
  const { listener, get } = await open();
  let answer = (_: Response) => {};
  const arrived = new Promise<void>((resolve) => {
    listener.serve(() => {
      resolve();
      return new Promise<Response>((done) => {
        answer = done;
      });
    });
  });
  const waiting = get();
  await arrived;
  const left = listener.drain({ graceMs: 0, timeoutMs: 5000 });
  answer(new Response("late"));
  const { statusCode, headers } = await waiting;
  expect(statusCode).toBe(200);
  expect(headers.connection).toBe("close");
  await left;
});

test("where nobody is connected, or was, there is nothing to wait for", async () => {
  const { listener } = await open();
  const begin = performance.now();
  await listener.drain({ graceMs: 60_000, timeoutMs: 60_000 });
  expect(performance.now() - begin).toBeLessThan(30_000);
});

test("who never finishes does not keep it", async () => {
  const { listener, get } = await open();
  const arrived = new Promise<void>((resolve) => {
    listener.serve(() => {
      resolve();
      return new Promise<Response>(() => {});
    });
  });
  const hanging = get().catch(() => "cut");
  await arrived;
  await listener.drain({ graceMs: 10, timeoutMs: 100 });
  await listener.close();
  expect(await hanging).toBe("cut");
});
