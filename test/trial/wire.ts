import { fork } from "node:child_process";
import { once } from "node:events";
import type { Target } from "./relay.ts";
import type { WireOrder } from "./wire-child.ts";

export type Wire = {
  /** On this machine; it stays, whatever it leads to. */
  port: number;
  leadTo: (targets: Target[]) => void;
  /** Resets the connections that are open. */
  cut: () => void;
  /** From now on nothing passes, in either direction, until released. */
  hold: () => void;
  release: () => void;
  close: () => void;
};

/** A TCP wire that can be laid elsewhere, cut and held up; `script` is the compiled `wire-child.ts`. */
export async function layWire(script: string): Promise<Wire> {
  const child = fork(script, { execArgv: [] });
  const [first] = await once(child, "message");
  const order = (what: WireOrder) => void (child.connected && child.send(what));
  return {
    port: (first as { port: number }).port,
    leadTo: (to) => order({ to }),
    cut: () => order("cut"),
    hold: () => order("hold"),
    release: () => order("release"),
    close: () => child.disconnect(),
  };
}
