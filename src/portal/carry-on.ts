import type { Context } from "hono";
import { findSession } from "../flows/find-session.ts";
import { placeOf } from "./access.ts";
import { takePlace, writeCompany, writeSessionToken } from "./cookies.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";

/**
 * Gives the browser its new session token (a new one at every rise of level, R52) and sends it where that session
 * must go; once that is nowhere in particular, to the page that was first asked for.
 */
export async function carryOn(c: Context<PortalEnv>, deps: PortalDeps, token: string) {
  writeSessionToken(c, deps, token);
  const session = await findSession(deps, token);
  if (!session) return c.redirect("/sign-in", 303);
  writeCompany(c, deps, session.company.slug);
  return c.redirect(
    session.next === "done" ? (takePlace(c, deps) ?? placeOf(session)) : placeOf(session),
    303,
  );
}
