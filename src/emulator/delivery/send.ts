import type { Delivery } from "../state/delivery.ts";
import { newEntry } from "../state/log.ts";
import { nextSocket } from "../state/sockets.ts";
import { isInstalled, type World } from "../state/world.ts";
import { throughFault } from "./fault.ts";
import { sendByHttp } from "./http.ts";
import type { Sent } from "./sent.ts";
import { sendBySocket } from "./socket.ts";

type Payload = { type: string; [field: string]: unknown };

/** A slash command. An app that is not installed gets none. */
export function sendCommand(world: World, fields: Record<string, string>): Promise<Sent> {
  return whileInstalled(world, { kind: "slash_command", type: "slash_commands", payload: fields });
}

/** An interaction: a click, a submission, a shortcut, a question for options. */
export function sendPayload(world: World, payload: Payload): Promise<Sent> {
  return whileInstalled(world, { kind: payload.type, type: "interactive", payload });
}

function whileInstalled(world: World, delivery: Delivery): Promise<Sent> {
  if (isInstalled(world)) return deliver(world, delivery);
  return Promise.resolve({ outcome: "unreachable", entry: newEntry(world, unsent(delivery)) });
}

const unsent = ({ kind }: Delivery) => ({
  ...{ from: "slack" as const, kind, request: { url: "", headers: {}, body: "" } },
});

/** Delivers through whatever fault is switched on for this, or asked for by what it carries. */
export function deliver(world: World, delivery: Delivery): Promise<Sent> {
  return throughFault(world, delivery, () => send(world, delivery));
}

/** The one place that chooses the wire: a socket where the app holds one open, else HTTP. */
export function send(world: World, delivery: Delivery): Promise<Sent> {
  const socket = world.connection.appToken === undefined ? undefined : nextSocket(world);
  return socket ? sendBySocket(world, socket, delivery) : sendByHttp(world, delivery);
}
