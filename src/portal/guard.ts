import type { MiddlewareHandler } from "hono";
import { findSession } from "../flows/find-session.ts";
import { access, patternOf, placeOf } from "./access.ts";
import { readSessionToken, rememberPlace } from "./cookies.ts";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { notAvailable, notFound } from "./failures.tsx";

/** A mail's link names the company, so that nobody need know its short name. */
const signInFor = (company: string | undefined) =>
  company ? `/sign-in?company=${encodeURIComponent(company)}` : "/sign-in";

/**
 * Stands before every page and denies by default: a session reaches only what its stage opens and is sent where
 * it must go; without one the way leads to sign-in, and back afterwards.
 */
export function guard(deps: PortalDeps): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const rule = access.get(patternOf(c.req.path) ?? "");
    if (!rule) return notFound(c);
    const token = readSessionToken(c, deps);
    const session = token ? await findSession(deps, token) : undefined;
    c.set("session", session);
    const isElsewhere = session && !deps.markets.includes(session.company.market);
    if (isElsewhere && rule !== "everyone") return notAvailable(c);
    if (rule === "everyone" || (session && rule.includes(session.next))) return next();
    if (rule.includes("done")) rememberPlace(c, deps);
    if (session) return c.redirect(placeOf(session), 303);
    return c.redirect(token ? "/sign-in?ended" : signInFor(c.req.query("company")), 303);
  };
}
