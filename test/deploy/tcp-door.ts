import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/** A TCP port in front of a server on a unix socket: a URL of production names a host and a port. */
export async function openDoor(socket: string): Promise<{ port: number; close: () => void }> {
  const server = createServer((outside) => {
    const inside = connect(socket);
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const)
      one.on("error", () => other.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, close: () => void server.close() };
}
