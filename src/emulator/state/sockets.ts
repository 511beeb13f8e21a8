import { randomHex } from "./ids.ts";
import type { World } from "./world.ts";

/** Slack holds no more connections of one app. https://docs.slack.dev/apis/events-api/using-socket-mode */
export const maxSockets = 10;

/** Slack says only that the address is for immediate use. */
const ticketLifeMs = 60_000;
/** More than an app ever needs; an app that asks in a loop must not fill the memory. */
const maxTickets = 100;

/** One WebSocket that the app holds open. */
export type Socket = {
  id: string;
  send: (frame: object) => void;
  /** Ends the connection, as Slack does after it said why. */
  close: () => void;
};

type Waiting = { socketId: string; answer: (payload: unknown) => void; lose: () => void };

export type Sockets = {
  /** What `apps.connections.open` handed out, by the time when it ends. Each opens one connection. */
  tickets: Map<string, number>;
  open: Socket[];
  /** Counts deliveries, so that connections take turns. */
  turn: number;
  /** Envelopes that are not acknowledged yet. */
  waiting: Map<string, Waiting>;
};

export const noSockets = (): Sockets => ({ tickets: new Map(), open: [], turn: 0, waiting: new Map() });

/** The address of one connection to come. */
export function newSocketUrl(world: World): string {
  const { tickets } = world.sockets;
  const [oldest] = tickets.keys();
  if (tickets.size >= maxTickets && oldest !== undefined) tickets.delete(oldest);
  const ticket = `${randomHex(8)}-${randomHex(16)}`;
  tickets.set(ticket, world.now().getTime() + ticketLifeMs);
  const query = new URLSearchParams({ ticket, app_id: world.app.id });
  return `${world.connection.baseUrl.replace(/^http/, "ws")}/link/?${query}`;
}

/** Whether the ticket opens a connection; it never does so twice. */
export function spendTicket(world: World, ticket: string): boolean {
  const endsAt = world.sockets.tickets.get(ticket);
  world.sockets.tickets.delete(ticket);
  return endsAt !== undefined && world.now().getTime() <= endsAt;
}

/** The connection whose turn it is: one envelope goes to one of them. */
export function nextSocket(world: World): Socket | undefined {
  const { open } = world.sockets;
  world.sockets.turn += 1;
  return open[world.sockets.turn % open.length];
}

/** A connection is gone, and with it every acknowledgement that was to come by it. */
export function dropSocket(world: World, socketId: string): void {
  world.sockets.open = world.sockets.open.filter((socket) => socket.id !== socketId);
  for (const waiting of [...world.sockets.waiting.values()])
    if (waiting.socketId === socketId) waiting.lose();
}
