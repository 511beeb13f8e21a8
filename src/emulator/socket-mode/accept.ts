import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { randomHex } from "../state/ids.ts";
import { dropSocket, maxSockets, type Socket, spendTicket } from "../state/sockets.ts";
import type { World } from "../state/world.ts";
import { acknowledge } from "./acknowledge.ts";
import { disconnectFrame, hello } from "./frames.ts";
import { keepAlive } from "./keep-alive.ts";

/** Slack's acknowledgements are no larger than its payloads. */
const maxFrameBytes = 1_000_000;
const policyViolation = 1008;

/** Takes the app's WebSockets at the emulator's own port, under `/link/`. Answers how to end them all. */
export function acceptSockets(world: World, server: Server): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    const url = new URL(request.url ?? "/", "ws://localhost");
    if (url.pathname !== "/link/" || !spendTicket(world, url.searchParams.get("ticket") ?? "")) {
      stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, stream, head, (connection) => welcome(world, connection));
  });
  return () => {
    for (const connection of sockets.clients) connection.terminate();
    sockets.close();
  };
}

function welcome(world: World, connection: WebSocket): void {
  const socket: Socket = {
    id: randomHex(4),
    send: (frame) => connection.send(JSON.stringify(frame)),
    close: () => connection.close(),
  };
  connection.on("error", () => connection.terminate());
  if (world.sockets.open.length >= maxSockets) {
    socket.send(disconnectFrame("too_many_websockets"));
    connection.close(policyViolation);
    return;
  }
  world.sockets.open.push(socket);
  const stop = keepAlive(world, connection, socket);
  connection.on("message", (data, isBinary) => acknowledge(world, isBinary ? "" : String(data)));
  connection.on("close", () => {
    stop();
    dropSocket(world, socket.id);
  });
  socket.send(hello(world));
}
