import { createServer } from "node:net";

/** How far to look before giving up. */
const attempts = 50;

/** The first port from `wanted` on that nobody has taken. */
export async function findFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + attempts; port++) if (await isFree(port)) return port;
  throw new Error(`No port from ${wanted} to ${wanted + attempts - 1} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
