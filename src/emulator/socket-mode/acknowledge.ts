import { z } from "zod";
import { jsonOf } from "../delivery/sent.ts";
import { record } from "../state/log.ts";
import type { World } from "../state/world.ts";

const acknowledgement = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** A frame of the app: it may only acknowledge. One that came too late finds nobody waiting, and is noted as late there. */
export function acknowledge(world: World, frame: string): void {
  const parsed = acknowledgement.safeParse(jsonOf(frame));
  if (parsed.success) {
    world.sockets.waiting.get(parsed.data.envelope_id)?.answer(parsed.data.payload);
    return;
  }
  const request = { url: "socket", headers: {}, body: frame };
  const entry = record(world, { from: "app", via: "socket", kind: "acknowledgement", request });
  entry.problem = "not an acknowledgement: it must be JSON with an envelope_id";
}
