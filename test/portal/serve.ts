import { once } from "node:events";
import { serve } from "@hono/node-server";
import type { Deps } from "../../src/deps.ts";
import { portalRoutes } from "../../src/portal/routes.ts";

/** The portal on a port of its own, over plain http as on a developer's machine. */
export async function servePortal(deps: Deps) {
  let app: ReturnType<typeof portalRoutes> | undefined;
  const server = serve({
    port: 0,
    fetch: (request) => app?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the portal has no port");
  const url = `http://localhost:${address.port}`;
  app = portalRoutes({ ...deps, publicUrl: url, isSecure: false, markets: ["US"] });
  return { url, close: () => new Promise<void>((done) => void server.close(() => done())) };
}
