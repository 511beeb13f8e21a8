import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { blocksOf } from "../acts/action.ts";
import { runShortcut } from "../acts/shortcut.ts";
import { dialogOf, findElement } from "../block-kit/walk.ts";
import { hasHome, openHome } from "../delivery/events.ts";
import { settle, soon } from "../person/wait.ts";
import { channelsOf } from "../state/channels.ts";
import { getPerson } from "../state/people.ts";
import type { World } from "../state/world.ts";
import type { Bindings } from "../web-api/routes.ts";
import { actAt, actByForm } from "./act.ts";
import { follow, followPermalink } from "./follow.ts";
import { ConfirmView } from "./modal.tsx";
import {
  addressOf,
  findSurface,
  homeChannel,
  type Offers,
  type Param,
  type Place,
  surfaceKey,
} from "./place.ts";
import { say } from "./say.ts";
import { Screen } from "./screen.tsx";
import { script } from "./script.ts";
import { setByForm } from "./settings.tsx";
import { stylesheet } from "./style.ts";

/** The workspace for people: server-rendered, forms post back and redirect. */
export function page(world: World) {
  const offers: Offers = new Map();
  const routes = new Hono<Bindings>();
  routes.get("/style.css", (c) => c.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8" }));
  routes.get("/page.js", (c) => c.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }));
  routes.use(async (c, next) => {
    // Another site's page must not act in this workspace through the visitor's browser.
    if (c.req.method === "POST" && c.req.header("sec-fetch-site") === "cross-site")
      return c.text("Forbidden", 403);
    await next();
    c.header(
      "content-security-policy",
      "default-src 'self'; img-src https: http: data:; frame-ancestors 'self'",
    );
    c.header("cache-control", "no-store");
    return undefined;
  });
  routes.get("/", (c) => show(world, offers, c));
  routes.get("/follow", (c) => follow(world, c));
  routes.post("/say", (c) =>
    posted(world, c, async (place, form) => {
      await say(world, place, { text: form.get("text") ?? "", thread: form.get("thread") });
      return undefined;
    }),
  );
  routes.post("/workspace", (c) => changed(world, c));
  routes.get("/archives/:channel/:message", (c) => followPermalink(world, c));
  routes.post("/shortcut", (c) =>
    posted(world, c, async (place, form) => {
      await runShortcut(world, place.userId, form.get("callback") ?? "");
      return undefined;
    }),
  );
  routes.post("/act", (c) => posted(world, c, (place, form) => act(world, offers, { place, form })));
  return routes;
}

async function show(world: World, offers: Offers, c: Context) {
  const query = new URL(c.req.url).searchParams;
  const place = placeIn(world, query);
  if (!place) return c.text("There is nobody in this workspace.", 404);
  // Shown again after an act, Home is not opened again: whoever forgets to publish it anew sees that.
  if (place.channelId === homeChannel && !query.has("acted") && !getPerson(world, place.userId).deleted) {
    const before = world.homes.get(place.userId)?.hash;
    await openHome(world, place.userId);
    await soon(() => world.homes.get(place.userId)?.hash !== before);
    await settle(world);
  }
  const dialog = dialogIn(world, place, query);
  const isStale = query.has("stale");
  const screen = <Screen world={world} place={place} offers={offers} dialog={dialog} isStale={isStale} />;
  return c.html(html`<!doctype html>${screen}`);
}

/** The dialog that the address asks for, while its element is still there. */
function dialogIn(world: World, place: Place, query: URLSearchParams) {
  const field = query.get("confirm");
  const surface = field ? findSurface(world, place.userId, query) : undefined;
  if (!field || !surface) return null;
  const { blockId, actionId } = actAt({ userId: place.userId, surface }, field);
  const element = findElement(blocksOf(surface), blockId, actionId)?.element;
  const dialog = element && dialogOf(element);
  if (!dialog) return null;
  const order = JSON.stringify(["act", field, ...query.getAll("choice")]);
  return <ConfirmView world={world} place={place} surface={surface} dialog={dialog} act={order} />;
}

function placeIn(world: World, given: URLSearchParams): Place | undefined {
  const person = world.people.get(given.get("as") ?? "") ?? [...world.people.values()][0];
  if (!person) return undefined;
  const channels = channelsOf(world, person.id);
  const wanted = given.get("channel");
  if (wanted === homeChannel && hasHome(world)) return { userId: person.id, channelId: homeChannel };
  const channel = channels.find((one) => one.id === wanted) ?? channels[0];
  return channel && { userId: person.id, channelId: channel.id };
}

/** A form: acts, lets the app do what it does at once, and shows the page again. */
async function posted(
  world: World,
  c: Context,
  run: (place: Place, form: URLSearchParams) => Promise<Param[] | undefined>,
) {
  const form = new URLSearchParams(await c.req.text());
  const place = placeIn(world, form);
  if (!place) return c.text("There is nobody in this workspace.", 404);
  const more = getPerson(world, place.userId).deleted ? undefined : await run(place, form);
  await settle(world);
  const acted: Param[] = place.channelId === homeChannel ? [["acted", "1"]] : [];
  return c.redirect(addressOf(place, [...acted, ...(more ?? [])]), 303);
}

/** The workspace's own settings: also about people who are deactivated. */
async function changed(world: World, c: Context) {
  const form = new URLSearchParams(await c.req.text());
  const place = placeIn(world, form);
  if (!place) return c.text("There is nobody in this workspace.", 404);
  await setByForm(world, place, form.get("do") ?? "");
  return c.redirect(addressOf(place), 303);
}

async function act(world: World, offers: Offers, { place, form }: { place: Place; form: URLSearchParams }) {
  const surface = findSurface(world, place.userId, form);
  if (!surface) return undefined;
  const asked = await actByForm(world, offers, { userId: place.userId, surface, form });
  if (!asked) return undefined;
  const stale: Param[] = [["stale", "1"]];
  if (asked === "stale") return stale;
  const choices = asked.choices.map((choice): Param => ["choice", choice]);
  const more: Param[] = [["confirm", asked.field], ...choices, ...Object.entries(surfaceKey(surface))];
  return more;
}
