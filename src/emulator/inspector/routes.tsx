import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { inspectorScript, inspectorSheet } from "../page/assets.ts";
import type { World } from "../state/world.ts";
import type { Bindings } from "../web-api/routes.ts";
import { inspectorDeed } from "./deed.ts";
import { doInspect } from "./do.ts";
import { entrySeen, logSeen } from "./log-seen.ts";
import { ownPageOnly } from "./own-page.ts";
import type { InspectorDone } from "./seen.ts";

/** Every request and answer between the workspace and the app, and the switches that make them fail. */
export function inspector(world: World) {
  const run = randomUUID();
  const routes = new Hono<Bindings>();
  routes.use("/inspector/*", ownPageOnly);
  routes.get("/inspector", (c) => c.html(html`<!doctype html>${<Shell team={world.team.name} />}`));
  routes.get("/inspector/client.js", async (c) =>
    c.body(await inspectorScript(), 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/inspector/style.css", async (c) =>
    c.body(await inspectorSheet(), 200, { "content-type": "text/css; charset=utf-8" }),
  );
  routes.get("/inspector/log", (c) => {
    const after = Number(c.req.query("after"));
    const find = c.req.query("find") ?? "";
    return c.json(logSeen(world, { run, find, after: Number.isInteger(after) ? after : 0 }));
  });
  routes.get("/inspector/entries/:id", (c) => {
    const entry = world.log.find(({ id }) => id === c.req.param("id"));
    return entry ? c.json(entrySeen(world, entry)) : c.text("This is forgotten.", 404);
  });
  routes.post("/inspector/do", (c) => act(world, c));
  return routes;
}

function Shell({ team }: { team: string }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`Inspector · ${team}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/inspector/style.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/inspector/client.js" />
      </head>
      <body>
        <div id="inspector">
          <noscript>The inspector needs JavaScript.</noscript>
        </div>
      </body>
    </html>
  );
}

/** JSON only: a form of another site cannot send it without asking this server first. */
async function act(world: World, c: Context) {
  const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
  const deed = inspectorDeed.safeParse(isJson ? await c.req.json().catch(() => undefined) : undefined);
  if (deed.success) return c.json(doInspect(world, deed.data));
  const refused: InspectorDone = { ok: false, reason: "This is nothing that the inspector does." };
  return c.json(refused, 400);
}
