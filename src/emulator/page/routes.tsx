import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { actOn, blocksOf } from "../acts/action.ts";
import { runCommand } from "../acts/command.ts";
import { runShortcut } from "../acts/shortcut.ts";
import { findElement } from "../block-kit/walk.ts";
import { openHome } from "../delivery/events.ts";
import { settle } from "../person/wait.ts";
import { channelsOf } from "../state/channels.ts";
import { addMessage } from "../state/messages.ts";
import type { World } from "../state/world.ts";
import type { Bindings } from "../web-api/routes.ts";
import { actAt, actByForm } from "./act.ts";
import { ConfirmView } from "./modal.tsx";
import { isSafeLink } from "./mrkdwn.tsx";
import { addressOf, findSurface, homeChannel, type Offers, type Place, surfaceKey } from "./place.ts";
import { Screen } from "./screen.tsx";
import { stylesheet } from "./style.ts";

/** The workspace for people: server-rendered, forms post back and redirect. */
export function page(world: World) {
  const offers: Offers = new Map();
  const routes = new Hono<Bindings>();
  routes.get("/style.css", (c) => c.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8" }));
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
      await say(world, place, form.get("text") ?? "");
      return undefined;
    }),
  );
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
  if (place.channelId === homeChannel) {
    await openHome(world, place.userId);
    await settle(world);
  }
  const screen = (
    <Screen world={world} place={place} offers={offers} dialog={dialogIn(world, place, query)} />
  );
  return c.html(html`<!doctype html>${screen}`);
}

/** The dialog that the address asks for, while its element is still there. */
function dialogIn(world: World, place: Place, query: URLSearchParams) {
  const field = query.get("confirm");
  const surface = field ? findSurface(world, place.userId, query) : undefined;
  if (!field || !surface) return null;
  const { blockId, actionId } = actAt({ userId: place.userId, surface }, field);
  const element = findElement(blocksOf(surface), blockId, actionId)?.element;
  const dialog = element && "confirm" in element ? element.confirm : undefined;
  if (!dialog) return null;
  const order = JSON.stringify(["act", field]);
  return <ConfirmView world={world} place={place} surface={surface} dialog={dialog} act={order} />;
}

function placeIn(world: World, given: URLSearchParams): Place | undefined {
  const person = world.people.get(given.get("as") ?? "") ?? [...world.people.values()][0];
  if (!person) return undefined;
  const channels = channelsOf(world, person.id);
  const wanted = given.get("channel");
  if (wanted === homeChannel) return { userId: person.id, channelId: homeChannel };
  const channel = channels.find((one) => one.id === wanted) ?? channels[0];
  return channel && { userId: person.id, channelId: channel.id };
}

/** A form: acts, lets the app do what it does at once, and shows the page again. */
async function posted(
  world: World,
  c: Context,
  run: (place: Place, form: URLSearchParams) => Promise<Record<string, string> | undefined>,
) {
  const form = new URLSearchParams(await c.req.text());
  const place = placeIn(world, form);
  if (!place) return c.text("There is nobody in this workspace.", 404);
  const more = await run(place, form);
  await settle(world);
  return c.redirect(addressOf(place, more ?? {}), 303);
}

async function say(world: World, place: Place, text: string): Promise<void> {
  const { userId, channelId } = place;
  const typed = /^(\/\S+)\s*([\s\S]*)$/.exec(text.trim());
  if (typed?.[1]) await runCommand(world, { userId, channelId, command: typed[1], text: typed[2] ?? "" });
  else if (text.trim() !== "") addMessage(world, { channelId, userId, text: escaped(text.trim()) });
}

/** Slack's client escapes what people type. */
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

async function act(world: World, offers: Offers, { place, form }: { place: Place; form: URLSearchParams }) {
  const surface = findSurface(world, place.userId, form);
  if (!surface) return undefined;
  const field = await actByForm(world, offers, { userId: place.userId, surface, form });
  return field === undefined ? undefined : { confirm: field, ...surfaceKey(surface) };
}

/** A link button: the app hears of the click, and the person goes where it leads. */
async function follow(world: World, c: Context) {
  const query = new URL(c.req.url).searchParams;
  const userId = query.get("as") ?? "";
  const surface = findSurface(world, userId, query);
  const [blockId, actionId] = [query.get("block") ?? "", query.get("action") ?? ""];
  const element = surface && findElement(blocksOf(surface), blockId, actionId)?.element;
  if (!surface || element?.type !== "button" || !element.url || !isSafeLink(element.url)) {
    return c.text("This button is gone. Go back and refresh.", 404);
  }
  await actOn(world, { userId, surface, blockId, actionId });
  return c.redirect(element.url, 303);
}
