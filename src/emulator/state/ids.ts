import { randomBytes } from "node:crypto";
import type { World } from "./world.ts";

/** A new id such as `V0MB3K2X1AC`: unique also over restarts, as it counts on from the time of the start. */
export function newId(world: World, prefix: "B" | "C" | "Ev" | "V"): string {
  world.lastId += 1;
  return `${prefix}0${world.lastId.toString(36).toUpperCase()}`;
}

/** A message's `ts`, seconds with six decimals, never the same twice: it is the message's name. */
export function newTs(world: World): string {
  const micros = Math.max(world.now().getTime() * 1000, world.lastTs + 1);
  world.lastTs = micros;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
}

export const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

export const randomHex = (bytes: number): string => randomBytes(bytes).toString("hex");
