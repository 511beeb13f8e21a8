import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { componentStyles } from "./component-styles.ts";
import { keyIcon } from "./key-mark.tsx";
import { listStyles } from "./list-styles.ts";
import { pageStyles } from "./page-styles.ts";

const stylesheet = pageStyles + componentStyles + listStyles;

/** The address changes with the content, so browsers may keep it for good. */
export const stylesheetPath = `/assets/portal.css?v=${createHash("sha256").update(stylesheet).digest("hex").slice(0, 12)}`;

const keptForGood = { "Cache-Control": "public, max-age=31536000, immutable" };

export function assetRoutes(_deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/assets/portal.css", (c) =>
      c.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8", ...keptForGood }),
    )
    .get("/assets/key.svg", (c) =>
      c.body(keyIcon, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }),
    );
}
