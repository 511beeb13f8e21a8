import type { MiddlewareHandler } from "hono";
import type { PortalDeps, PortalEnv } from "./env.ts";

/**
 * Our own script file and nothing inline, nothing from elsewhere, no frame around us (R59). No answer of ours but that file is
 * a script to a browser: `nosniff` keeps it to the type.
 */
const contentSecurityPolicy = (formTarget: string | undefined) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action 'self'${formTarget ? ` ${formTarget}` : ""}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

/** What every answer of the portal carries, error pages too. Tokens stand in addresses, hence no referrer (R30). */
export function securityHeaders({ isSecure }: PortalDeps): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set("Content-Security-Policy", contentSecurityPolicy(c.get("formTarget")));
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
    if (isSecure) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  };
}
