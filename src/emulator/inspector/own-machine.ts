import type { MiddlewareHandler } from "hono";
import type { Bindings } from "../web-api/routes.ts";

const ownAddresses: readonly string[] = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];

/** For pages that show tokens and signatures: no other machine opens them, and no page frames them. */
export const ownMachineOnly: MiddlewareHandler<Bindings> = async (c, next) => {
  if (!ownAddresses.includes(c.env.incoming.socket.remoteAddress ?? "")) return c.text("Forbidden\n", 403);
  await next();
  c.header("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
  c.header("referrer-policy", "no-referrer");
  return undefined;
};
