import { Hono } from "hono";
import { html } from "hono/html";
import { ownMachineOnly } from "../inspector/own-machine.ts";
import { appsScript, appsSheet } from "../page/assets.ts";
import { ownPageOnly } from "../page/own-page.ts";
import type { World } from "../state/world.ts";
import { readBounded } from "../web-api/request.ts";
import type { Bindings } from "../web-api/routes.ts";
import { checkManifest, type Problem } from "./check.ts";
import { createApp, installApp } from "./create.ts";
import { AppPage, NewAppPage } from "./pages.tsx";

/** Creating an app from a manifest, as at api.slack.com/apps: it takes the place of the workspace's one app. */
export function createAppPages(world: World) {
  const routes = new Hono<Bindings>();
  routes.use("/apps/*", ownMachineOnly, ownPageOnly);
  routes.get("/apps/client.js", async (c) =>
    c.body(await appsScript(), 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/apps/style.css", async (c) =>
    c.body(await appsSheet(), 200, { "content-type": "text/css; charset=utf-8" }),
  );
  const newApp = (source: string, problems: readonly Problem[]) =>
    html`<!doctype html>${<NewAppPage source={source} problems={problems} world={world} />}`;
  routes.get("/apps/new", (c) => c.html(newApp("", [])));
  routes.post("/apps/new", async (c) => {
    const source = new URLSearchParams(await readBounded(c.req.raw.body)).get("manifest") ?? "";
    const checked = await checkManifest(source);
    if (!checked.ok) return c.html(newApp(source, checked.problems), 422);
    createApp(world, checked.manifest);
    return c.redirect("/apps/app", 303);
  });
  routes.get("/apps/app", (c) => c.html(html`<!doctype html>${<AppPage world={world} />}`));
  routes.post("/apps/install", (c) => {
    installApp(world);
    return c.redirect("/apps/app", 303);
  });
  return routes;
}
