import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { messageAt } from "../state/permalinks.ts";
import type { World } from "../state/world.ts";
import type { Bindings } from "../web-api/routes.ts";
import { clientScript, styleSheet } from "./assets.ts";
import { deed } from "./deed.ts";
import { doDeed } from "./do.ts";
import { live } from "./live.ts";
import type { Offers } from "./offers.ts";
import { ownPageOnly } from "./own-page.ts";
import type { Done } from "./seen.ts";
import { Shell } from "./shell.tsx";

/** Pages of this machine may show the workspace beside their own, as the demo does; no other site may. */
const frames = "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*";
/** Images of apps may come from anywhere; everything else is this server's own. */
const policy = `default-src 'self'; img-src https: http: data:; ${frames}`;

const workspaceShell = {
  id: "workspace",
  script: "/client.js",
  sheets: ["/style.css"],
  what: "This workspace",
};

/** The workspace for people: a page that is told live what there is to see, and posts what a person does. */
export function page(world: World) {
  const offers: Offers = new Map();
  const routes = new Hono<Bindings>();
  routes.use(ownPageOnly);
  routes.use(async (c, next) => {
    await next();
    c.header("content-security-policy", policy);
  });
  routes.get("/", (c) =>
    c.html(html`<!doctype html>${<Shell {...workspaceShell} title={world.team.name} />}`),
  );
  routes.get("/client.js", async (c) =>
    c.body(await clientScript(), 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/style.css", async (c) =>
    c.body(await styleSheet(), 200, { "content-type": "text/css; charset=utf-8" }),
  );
  routes.get("/live", (c) => live(world, c));
  routes.post("/do", (c) => act(world, offers, c));
  routes.get("/archives/:channel/:message", (c) => followPermalink(world, c));
  return routes;
}

/** JSON only: a form of another site cannot send it without asking this server first. */
async function act(world: World, offers: Offers, c: Context) {
  const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
  const parsed = deed.safeParse(isJson ? await c.req.json().catch(() => undefined) : undefined);
  const answer: Done = parsed.success
    ? await doDeed(world, offers, parsed.data)
    : { ok: false, reason: "not-understood" };
  return c.json(answer, answer.ok ? 200 : statusOf[answer.reason]);
}

const statusOf = { "not-understood": 400, forbidden: 403, gone: 409 } as const;

/** A message by its permalink, seen by the first person who is where it is. */
function followPermalink(world: World, c: Context) {
  const message = messageAt(world, c.req.param("channel") ?? "", c.req.param("message") ?? "");
  const channel = message && world.channels.get(message.channelId);
  const reader = [...(channel?.members ?? [])].find((id) => world.people.has(id));
  if (!message || !reader) return c.text("This message is gone.", 404);
  const thread = message.threadTs ? { thread: message.threadTs } : {};
  const query = new URLSearchParams({ as: reader, channel: message.channelId, ...thread });
  return c.redirect(`/?${query}#m${message.ts}`, 303);
}
