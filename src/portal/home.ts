import { Hono } from "hono";
import { placeOf } from "./access.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";

/** The front door leads to wherever this session must go. */
export function homeRoutes(_deps: PortalDeps) {
  return new Hono<PortalEnv>().get("/", (c) => {
    const { session } = c.var;
    return c.redirect(session ? placeOf(session) : "/sign-in", 303);
  });
}
