import type { WebSocket } from "ws";
import type { Socket } from "../state/sockets.ts";
import type { World } from "../state/world.ts";
import { refreshSocket } from "./frames.ts";

/**
 * Pings a connection (the official client gives one up after 30 s without), ends one that stays silent, so that the
 * dead do not count among the ten, and refreshes it at the end of its life. Pings of the app `ws` answers by itself.
 */
export function keepAlive(world: World, connection: WebSocket, socket: Socket): () => void {
  const { pingEveryMs, socketLifeMs } = world.connection;
  let isAlive = true;
  connection.on("pong", () => {
    isAlive = true;
  });
  connection.ping();
  const pings = setInterval(() => {
    if (!isAlive) connection.terminate();
    isAlive = false;
    connection.ping();
  }, pingEveryMs);
  const life = setTimeout(() => refreshSocket(world, socket), socketLifeMs);
  return () => {
    clearInterval(pings);
    clearTimeout(life);
  };
}
