import { setTimeout as sleep } from "node:timers/promises";
import { keepPending } from "../state/pending.ts";
import type { Socket } from "../state/sockets.ts";
import type { World } from "../state/world.ts";

const host = "applink-emulated";

type Reason = "warning" | "refresh_requested" | "link_disabled" | "too_many_websockets";

/** The first frame of a connection. https://docs.slack.dev/apis/events-api/using-socket-mode#connect */
export function hello(world: World) {
  return {
    type: "hello",
    num_connections: world.sockets.open.length,
    debug_info: { host, build_number: 1, approximate_connection_time: world.connection.socketLifeMs / 1000 },
    connection_info: { app_id: world.app.id },
  };
}

/** Why a connection ends. */
export const disconnectFrame = (reason: Reason) => ({ type: "disconnect", reason, debug_info: { host } });

/** Slack warns some ten seconds before it ends a connection. */
const warningMs = 10_000;

/** Ends a connection as Slack does after some hours: a warning, and later the end. The app opens another. */
export function refreshSocket(world: World, socket: Socket, afterMs = warningMs): void {
  socket.send(disconnectFrame("warning"));
  const ending = sleep(afterMs, undefined, { signal: world.stopping.signal }).then(() => {
    if (!world.sockets.open.includes(socket)) return;
    socket.send(disconnectFrame("refresh_requested"));
    socket.close();
  });
  keepPending(world, ending);
}

/** Socket Mode is off for this app: every connection ends. */
export function disableSockets(world: World): void {
  for (const socket of world.sockets.open) {
    socket.send(disconnectFrame("link_disabled"));
    socket.close();
  }
}
