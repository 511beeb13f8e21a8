import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { accountStyles } from "./account-styles.ts";
import { componentStyles } from "./component-styles.ts";
import { keyIcon } from "./key-mark.tsx";
import { listStyles } from "./list-styles.ts";
import { pageStyles } from "./page-styles.ts";
import { script } from "./script.ts";

const stylesheet = pageStyles + componentStyles + listStyles + accountStyles;

const versionOf = (content: string) => createHash("sha256").update(content).digest("hex").slice(0, 12);

/** The address changes with the content, so browsers may keep it for good. */
export const stylesheetPath = `/assets/portal.css?v=${versionOf(stylesheet)}`;
export const scriptPath = `/assets/portal.js?v=${versionOf(script)}`;

const keptForGood = { "Cache-Control": "public, max-age=31536000, immutable" };

export function assetRoutes(_deps: PortalDeps) {
  return new Hono<PortalEnv>()
    .get("/assets/portal.css", (c) =>
      c.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8", ...keptForGood }),
    )
    .get("/assets/portal.js", (c) =>
      c.body(script, 200, { "Content-Type": "text/javascript; charset=utf-8", ...keptForGood }),
    )
    .get("/assets/key.svg", (c) =>
      c.body(keyIcon, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" }),
    );
}
