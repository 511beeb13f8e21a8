import { type Relay, startRelay, type Target } from "./relay.ts";

/** A wire in a process of its own: what passes through it does not wait for whatever else a trial does. */
export type WireOrder = { to: Target[] } | "cut" | "hold" | "release";

let targets: Target[] = [];

function obey(relay: Relay, order: WireOrder): void {
  if (typeof order === "object") targets = order.to;
  else relay[order]();
}

const relay = await startRelay(() => targets);
process.on("message", (order: WireOrder) => obey(relay, order));
process.on("disconnect", () => process.exit(0));
process.send?.({ port: relay.port });
