import type { MiddlewareHandler } from "hono";
import type { Bindings } from "../web-api/routes.ts";

const ownNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/**
 * For pages in which one acts as anybody: another site's name that was pointed at this machine must not read them, and another
 * site's page must not act on them through the visitor's browser.
 */
export const ownPageOnly: MiddlewareHandler<Bindings> = async (c, next) => {
  if (!ownNames.includes(new URL(c.req.url).hostname)) return c.text("Use http://localhost\n", 421);
  const site = c.req.header("sec-fetch-site");
  if (c.req.method === "POST" && site !== undefined && site !== "same-origin")
    return c.text("Use the workspace's own page.\n", 403);
  await next();
  c.header("cache-control", "no-store");
  return undefined;
};
