import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { LogEntry } from "../state/log.ts";
import { faultOfCall } from "../state/sentinels.ts";
import type { World } from "../state/world.ts";

/** Answers a call through the fault that is switched on for it, if one is. */
export async function withFault(
  world: World,
  c: Context<{ Bindings: HttpBindings }>,
  { entry, run }: { entry: LogEntry; run: () => Response },
): Promise<Response> {
  const { kind, request } = entry;
  const fault = world.faults.take(kind) ?? faultOfCall(world, `${c.req.url} ${request.body}`);
  entry.fault = fault?.kind;
  switch (fault?.kind) {
    case undefined:
      return run();
    case "429":
      return json(429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retryAfter) });
    case "500":
      return new Response("Internal Server Error", { status: 500 });
    case "error":
      return json(200, { ok: false, error: fault.error });
    case "slow":
      await sleep(fault.ms, undefined, { signal: world.stopping.signal }).catch(() => undefined);
      return run();
    case "drop":
      return hangUp(c);
    case "lost":
      run();
      return hangUp(c);
  }
}

function hangUp(c: Context<{ Bindings: HttpBindings }>): Response {
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 503 });
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
