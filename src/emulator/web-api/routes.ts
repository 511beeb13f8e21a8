import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { type LogEntry, record, trim } from "../state/log.ts";
import type { World } from "../state/world.ts";
import * as apps from "./apps.ts";
import * as chat from "./chat.ts";
import * as conversations from "./conversations.ts";
import * as directory from "./directory.ts";
import { withFault } from "./fault.ts";
import { type Answer, type Method, missingScope, refuse, tokenRefusal } from "./method.ts";
import { readRequest } from "./request.ts";
import { answerResponseUrl } from "./response-url.ts";
import * as views from "./views.ts";

/** Every method there is; the rest is `unknown_method`. */
export const methods: Record<string, Method> = {
  "apps.connections.open": apps.connectionsOpen,
  "auth.test": directory.authTest,
  "chat.getPermalink": chat.getPermalink,
  "chat.postEphemeral": chat.postEphemeral,
  "chat.postMessage": chat.postMessage,
  "chat.update": chat.update,
  "conversations.info": conversations.info,
  "conversations.members": conversations.members,
  "conversations.open": conversations.open,
  "users.info": directory.usersInfo,
  "views.open": views.open,
  "views.publish": views.publish,
  "views.push": views.push,
  "views.update": views.update,
};

export type Bindings = { Bindings: HttpBindings };

/** Slack's Web API under `/api/`, and the response_urls it hands out. */
export function webApi(world: World) {
  const routes = new Hono<Bindings>();
  routes.all("/api/:method", (c) =>
    logged(world, c, { kind: c.req.param("method") }, (body) => ({
      status: 200,
      answer: call(world, c, body),
    })),
  );
  routes.post("/response/:team/:id/:secret", (c) =>
    logged(world, c, { kind: "response_url" }, (body) =>
      answerResponseUrl(world, c.req.path.slice("/response/".length), body),
    ),
  );
  return routes;
}

function call(world: World, c: Context<Bindings>, body: string): Answer {
  const known = methods[c.req.param("method") ?? ""];
  if (!known) return { ...refuse("unknown_method"), req_method: c.req.param("method") };
  const request = readRequest(c, body);
  if (!request.ok) return request.answer;
  const refusal = tokenRefusal(world, request.token, known.token);
  if (refusal) return refuse(refusal);
  const { scopes } = world.declared;
  const isGranted =
    known.scopes.length === 0 || !scopes || known.scopes.some((scope) => scopes.includes(scope));
  return isGranted ? known.call(world, request.args) : missingScope(world, known.scopes);
}

type Reply = { status: number; answer: Answer };

/** Runs one call of the app, with whatever fault is switched on, and writes it down. */
async function logged(
  world: World,
  c: Context<Bindings>,
  { kind }: { kind: string },
  run: (body: string) => Reply,
): Promise<Response> {
  const startedAt = performance.now();
  const body = await c.req.text();
  const entry: LogEntry = record(world, {
    from: "app",
    kind,
    request: { url: c.req.path, headers: c.req.header(), body },
  });
  world.openCalls += 1;
  try {
    const response = await withFault(world, c, { kind, run: () => asResponse(world, c, entry, run(body)) });
    entry.answer ??= { status: response.status, body: "" };
    return response;
  } finally {
    world.openCalls -= 1;
    entry.ms = performance.now() - startedAt;
    trim(world);
  }
}

function asResponse(world: World, c: Context<Bindings>, entry: LogEntry, reply: Reply): Response {
  entry.answer = { status: reply.status, body: JSON.stringify(reply.answer) };
  if (!reply.answer.ok && !isClosedView(entry, reply.answer)) entry.problem = describe(reply.answer);
  const headers = { "content-type": "application/json; charset=utf-8", ...scopeHeaders(world) };
  return new Response(c.req.method === "HEAD" ? null : entry.answer.body, { status: reply.status, headers });
}

/** Whether a view that the app knows by an id of its own is still open only the person knows: asking is no mistake. */
const isClosedView = ({ kind, request }: LogEntry, { error }: Answer) =>
  kind === "views.update" && error === "not_found" && request.body.includes("external_id");

function describe(answer: Answer): string {
  const { error, response_metadata: metadata } = answer;
  return metadata ? `${error} ${JSON.stringify(metadata)}` : String(error);
}

function scopeHeaders(world: World): Record<string, string> {
  return world.declared.scopes ? { "x-oauth-scopes": world.declared.scopes.join(",") } : {};
}
