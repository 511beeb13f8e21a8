import type { MiddlewareHandler } from "hono";

const ownNames: readonly string[] = ["localhost", "127.0.0.1"];

/**
 * For pages that show everybody's codes, mail and sessions: another site's name that was pointed at this machine must not read
 * them, and another site's page must not act on them.
 */
export const localOnly: MiddlewareHandler = async (c, next) => {
  if (!ownNames.includes(new URL(c.req.url).hostname)) return c.text("Use http://localhost\n", 421);
  const site = c.req.header("sec-fetch-site");
  if (c.req.method === "POST" && site !== undefined && site !== "same-origin")
    return c.text("Use the demo's own page.\n", 403);
  return next();
};
