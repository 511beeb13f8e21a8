import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { complete, type LogEntry, record } from "../state/log.ts";
import { isRefreshToken, knowsToken } from "../state/tokens.ts";
import type { World } from "../state/world.ts";
import * as apps from "./apps.ts";
import * as auth from "./auth.ts";
import * as chat from "./chat.ts";
import * as conversations from "./conversations.ts";
import { withFault } from "./fault.ts";
import { type Answer, type Method, missingScope, refuse, tokenRefusal } from "./method.ts";
import * as oauth from "./oauth.ts";
import { secondsToWait } from "./rate-limit.ts";
import { readBounded, readRequest } from "./request.ts";
import { answerResponseUrl } from "./response-url.ts";
import * as users from "./users.ts";
import * as views from "./views.ts";

/** Every method there is; the rest is `unknown_method`. */
export const methods: Record<string, Method> = {
  "apps.connections.open": apps.connectionsOpen,
  "auth.test": auth.authTest,
  "auth.revoke": auth.authRevoke,
  "chat.getPermalink": chat.getPermalink,
  "chat.postEphemeral": chat.postEphemeral,
  "chat.postMessage": chat.postMessage,
  "chat.update": chat.update,
  "conversations.info": conversations.info,
  "conversations.members": conversations.members,
  "conversations.open": conversations.open,
  "oauth.v2.access": oauth.oauthAccess,
  "users.info": users.usersInfo,
  "views.open": views.open,
  "views.publish": views.publish,
  "views.push": views.push,
  "views.update": views.update,
};

export type Bindings = { Bindings: HttpBindings };

/** Slack's Web API under `/api/`, and the response_urls it hands out. */
export function webApi(world: World) {
  const routes = new Hono<Bindings>();
  routes.all("/api/:method", async (c) => {
    const body = await readBounded(c.req.raw.body);
    const owner = body === undefined ? world : ownerOf(world, c, body);
    return logged(owner, c, { kind: c.req.param("method"), body }, (text) => call(owner, c, text));
  });
  routes.get("/oauth/v2/authorize", (c) => {
    const onward = oauth.authorize(world, c.req.query());
    return onward === undefined
      ? c.text("Something went wrong when authorizing this app.", 400)
      : c.redirect(onward);
  });
  routes.post("/response/:team/:id/:secret", async (c) => {
    const body = await readBounded(c.req.raw.body);
    return logged(world, c, { kind: "response_url", body }, (text) =>
      answerResponseUrl(world, c.req.path.slice("/response/".length), text),
    );
  });
  return routes;
}

/** The workspace that a call is about: whose token it has, or whose code or refresh token it brings. */
function ownerOf(world: World, c: Context<Bindings>, body: string): World {
  const request = readRequest(c, body);
  if (!request.ok) return world;
  const { token = "", args } = request;
  const isMeant = (one: World) =>
    knowsToken(one, token) ||
    one.installCodes.has(String(args["code"])) ||
    isRefreshToken(one, String(args["refresh_token"]));
  return [world, ...world.neighbours].find(isMeant) ?? world;
}

type Reply = { status: number; answer: Answer; headers?: Record<string, string> };

/** Everything but a call too many is answered with status 200. */
function call(world: World, c: Context<Bindings>, body: string): Reply {
  const name = c.req.param("method") ?? "";
  const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!known) return { status: 200, answer: { ...refuse("unknown_method"), req_method: name } };
  const request = readRequest(c, body);
  if (!request.ok) return { status: 200, answer: request.answer };
  const refusal = tokenRefusal(world, request.token, known.token);
  if (refusal) return { status: 200, answer: refuse(refusal) };
  const seconds = secondsToWait(world, name, request.args);
  if (seconds === undefined) return { status: 200, answer: run(world, known, request.args) };
  return { status: 429, answer: refuse("ratelimited"), headers: { "retry-after": String(seconds) } };
}

function run(world: World, known: Method, args: Record<string, unknown>): Answer {
  const { scopes } = world.declared;
  const isGranted =
    known.scopes.length === 0 || !scopes || known.scopes.some((scope) => scopes.includes(scope));
  return isGranted ? known.call(world, args) : missingScope(world, known.scopes);
}

/** Not read, and so not in the log as it came. */
function tooLarge(world: World, c: Context<Bindings>, kind: string): Response {
  const request = { url: c.req.path, headers: c.req.header(), body: "" };
  const entry = record(world, { from: "app", kind, request });
  return asResponse(world, c, entry, { status: 413, answer: refuse("request_too_large") });
}

/** Runs one call of the app, with whatever fault is switched on, and writes it down. */
async function logged(
  world: World,
  c: Context<Bindings>,
  { kind, body }: { kind: string; body: string | undefined },
  run: (body: string) => Reply,
): Promise<Response> {
  const startedAt = performance.now();
  if (body === undefined) return tooLarge(world, c, kind);
  const entry: LogEntry = record(world, {
    from: "app",
    kind,
    request: { url: c.req.path, headers: c.req.header(), body },
  });
  world.openCalls += 1;
  try {
    const response = await withFault(world, c, {
      entry,
      run: () => asResponse(world, c, entry, run(body)),
    });
    entry.answer ??= { status: response.status, body: await response.clone().text() };
    return response;
  } finally {
    world.openCalls -= 1;
    complete(world, entry, startedAt);
  }
}

function asResponse(world: World, c: Context<Bindings>, entry: LogEntry, reply: Reply): Response {
  entry.answer = { status: reply.status, body: JSON.stringify(reply.answer) };
  if (!reply.answer.ok && !isClosedView(entry, reply.answer)) entry.problem = describe(reply.answer);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    ...scopeHeaders(world),
    ...reply.headers,
  };
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
