import type { MiddlewareHandler } from "hono";
import type { Bindings } from "../web-api/routes.ts";

const ownNames: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];
const ownAddresses: readonly string[] = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];

/**
 * For pages that show tokens and signatures: no other machine opens them, another site's name that was pointed at this
 * machine must not read them, and another site's page must neither act on them nor frame them.
 */
export const ownPageOnly: MiddlewareHandler<Bindings> = async (c, next) => {
  if (!ownAddresses.includes(c.env.incoming.socket.remoteAddress ?? "")) return c.text("Forbidden\n", 403);
  if (!ownNames.includes(new URL(c.req.url).hostname)) return c.text("Use http://localhost\n", 421);
  const site = c.req.header("sec-fetch-site");
  if (c.req.method === "POST" && site !== undefined && site !== "same-origin")
    return c.text("Use the inspector's own page.\n", 403);
  await next();
  c.header("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
  c.header("cache-control", "no-store");
  c.header("referrer-policy", "no-referrer");
  return undefined;
};
