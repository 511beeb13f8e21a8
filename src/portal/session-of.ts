import type { Context } from "hono";
import type { Session } from "../flows/find-session.ts";
import type { PortalEnv } from "./env.ts";

/** The session that the guard let through. A page behind the guard without one is a fault of ours. */
export function sessionOf(c: Context<PortalEnv>): Session {
  const { session } = c.var;
  if (!session) throw new Error("a page behind the guard was reached without a session");
  return session;
}
