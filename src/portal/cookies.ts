import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { PortalDeps } from "./env.ts";

type Security = Pick<PortalDeps, "isSecure">;

const sessionName = "latchkey";
const companyName = "latchkey-company";
const placeName = "latchkey-return";
const doneName = "latchkey-done";

/** The longest that browsers keep a cookie (RFC 6265bis 5.5). */
const companySeconds = 400 * 24 * 60 * 60;
/** As long as a Slack link lives: after that there is nothing to come back to. */
const placeSeconds = 15 * 60;
/** Until the page that follows is drawn. */
const doneSeconds = 60;

export const readSessionToken = (c: Context, deps: Security) => read(c, deps, sessionName);

/** Without an age: it goes with the browser; idle and absolute limits are the server's (R52). */
export function writeSessionToken(c: Context, deps: Security, token: string) {
  setCookie(c, sessionName, token, options(deps));
}

export const dropSessionToken = (c: Context, deps: Security) => drop(c, deps, sessionName);

/** The company's slug from the last sign-in here: it only saves typing and proves nothing. */
export const readCompany = (c: Context, deps: Security) => read(c, deps, companyName);

export function writeCompany(c: Context, deps: Security, slug: string) {
  setCookie(c, companyName, slug, { ...options(deps), maxAge: companySeconds });
}

/** Remembers the page that was asked for, to come back to it after sign-in. Only pages, so only GET. */
export function rememberPlace(c: Context, deps: Security) {
  if (c.req.method !== "GET" || !isReturnable(c.req.path)) return;
  setCookie(c, placeName, c.req.path, { ...options(deps), maxAge: placeSeconds });
}

/** The remembered page, once. */
export function takePlace(c: Context, deps: Security): string | undefined {
  const place = read(c, deps, placeName);
  if (place === undefined) return undefined;
  drop(c, deps, placeName);
  return isReturnable(place) ? place : undefined;
}

export function dropPlace(c: Context, deps: Security) {
  if (read(c, deps, placeName) !== undefined) drop(c, deps, placeName);
}

/** What was just done, for the page that the browser is sent to: a word, which that page knows how to say. */
export function writeDone(c: Context, deps: Security, done: string) {
  setCookie(c, doneName, done, { ...options(deps), maxAge: doneSeconds });
}

/** Once. Undefined where nothing was done, or nothing that this page tells of. */
export function takeDone<T extends string>(c: Context, deps: Security, known: readonly T[]): T | undefined {
  const done = read(c, deps, doneName);
  if (done !== undefined) drop(c, deps, doneName);
  return known.find((one) => one === done);
}

/** A cookie or field is the browser's word: only these paths of our own, so that nobody is led elsewhere. */
export const isReturnable = (path: string) =>
  /^\/(?:link|invitations|email|password\/reset)\/[0-9A-Za-z_.-]+$/.test(path) ||
  /^\/(?:account|team|payments)(?:\/[0-9a-z-]+){0,3}$/.test(path) ||
  path === "/slack/install";

const read = (c: Context, { isSecure }: Security, name: string) =>
  (isSecure ? getCookie(c, name, "host") : getCookie(c, name)) || undefined;

function drop(c: Context, deps: Security, name: string) {
  deleteCookie(c, name, options(deps));
}

/** Lax, because mailed and Slack links must find the session; a POST from another site does not. */
const options = ({ isSecure }: Security): CookieOptions => ({
  path: "/",
  httpOnly: true,
  sameSite: "Lax",
  ...(isSecure ? { secure: true, prefix: "host" as const } : {}),
});
