import type { MiddlewareHandler } from "hono";
import type { PortalDeps, PortalEnv } from "./env.ts";
import { MessagePage } from "./ui/message-page.tsx";
import { show } from "./ui/show.ts";

/** Refuses a form that another site sent. The cookie's SameSite is the second wall, not the first (R59). */
export function refuseCrossOrigin(deps: PortalDeps): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    if (!isCrossOrigin(c.req.raw, deps)) return next();
    return show(
      c,
      <MessagePage
        frame={{ title: "This didn't come from our page" }}
        action={{ href: "/", text: "Start here" }}
      >
        <p>For your safety we take forms from our own pages only. Nothing was changed.</p>
        <p>Open the page again and send it from there. If that doesn't help, update your browser.</p>
      </MessagePage>,
      403,
    );
  };
}

/**
 * As Go's http.CrossOriginProtection: the browser itself says where a request comes from. Sec-Fetch-Site where it
 * is sent (every browser since 2023, on https and localhost), else Origin; a request with neither is no browser,
 * and no browser's cookie is abused.
 */
function isCrossOrigin(request: Request, { publicUrl, isSecure }: PortalDeps): boolean {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return false;
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("Origin");
  if (origin === null || origin === new URL(publicUrl).origin) return false;
  // Our own no-referrer policy makes browsers say "null", and some name no site on http://localhost. SameSite is left there.
  if (origin === "null" && !isSecure) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("Host");
}
