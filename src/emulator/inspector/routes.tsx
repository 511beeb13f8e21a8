import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { inspectorScript, inspectorSheet } from "../page/assets.ts";
import { ownPageOnly } from "../page/own-page.ts";
import { Shell } from "../page/shell.tsx";
import type { World } from "../state/world.ts";
import type { Bindings } from "../web-api/routes.ts";
import { inspectorDeed } from "./deed.ts";
import { doInspect } from "./do.ts";
import { entrySeen, logSeen } from "./log-seen.ts";
import { ownMachineOnly } from "./own-machine.ts";
import type { InspectorDone } from "./seen.ts";

const inspectorShell = {
  id: "inspector",
  script: "/inspector/client.js",
  sheets: ["/style.css", "/inspector/style.css"],
  what: "The inspector",
};

/** Every request and answer between the workspace and the app, and the switches that make them fail. */
export function inspector(world: World) {
  const run = randomUUID();
  const routes = new Hono<Bindings>();
  routes.use("/inspector/*", ownMachineOnly, ownPageOnly);
  routes.get("/inspector", (c) =>
    c.html(html`<!doctype html>${<Shell {...inspectorShell} title={`Inspector · ${world.team.name}`} />}`),
  );
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

/** JSON only: a form of another site cannot send it without asking this server first. */
async function act(world: World, c: Context) {
  const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
  const deed = inspectorDeed.safeParse(isJson ? await c.req.json().catch(() => undefined) : undefined);
  if (deed.success) return c.json(doInspect(world, deed.data));
  const refused: InspectorDone = { ok: false, reason: "This is nothing that the inspector does." };
  return c.json(refused, 400);
}
