import { replay } from "../delivery/abuse.ts";
import { redeliver } from "../delivery/redeliver.ts";
import { touch } from "../state/listeners.ts";
import type { LogEntry } from "../state/log.ts";
import { keepPending } from "../state/pending.ts";
import type { World } from "../state/world.ts";
import type { InspectorDeed } from "./deed.ts";
import type { InspectorDone } from "./seen.ts";

const ok = { ok: true } as const;
const no = (reason: string): InspectorDone => ({ ok: false, reason });

/** Does what was pressed in the inspector. What is sent to the app is seen in the log, with its answer. */
export function doInspect(world: World, deed: InspectorDeed): InspectorDone {
  switch (deed.act) {
    case "replay":
    case "send":
      return again(world, deed);
    case "switch-on":
      if (deed.side === "calls") switchOn(world.faults.calls, deed);
      else switchOn(world.faults.deliveries, deed);
      return ok;
    case "switch-off":
      world.faults[deed.side].clear(deed.on);
      return ok;
    case "rate-limits":
      setRateLimits(world, deed.isOn);
      return ok;
    case "end-all":
      world.faults.clear();
      setRateLimits(world, false);
      return ok;
  }
}

type On<F> = { on: string; lasts: "once" | "always"; fault: F };
type Both<F> = { next: (on: string, fault: F) => void; always: (on: string, fault: F) => void };

function switchOn<F>(switches: Both<F>, { on, lasts, fault }: On<F>): void {
  if (lasts === "once") switches.next(on, fault);
  else switches.always(on, fault);
}

/** Whoever was counted before the limits were switched on is not made to wait for it. */
function setRateLimits(world: World, isOn: boolean): void {
  world.rates.clear();
  world.limits.hasRateLimits = isOn;
  touch(world);
}

function again(world: World, deed: Extract<InspectorDeed, { act: "replay" | "send" }>): InspectorDone {
  const entry = world.log.find(({ id }) => id === deed.id);
  if (!entry) return no("This is forgotten: the log keeps only the latest.");
  if (deed.act === "replay") return replayed(world, entry);
  if (!entry.delivery) return no("Only what Slack delivered can be sent again.");
  keepPending(world, redeliver(world, entry.id, deed));
  return ok;
}

function replayed(world: World, entry: LogEntry): InspectorDone {
  if (entry.from !== "slack" || entry.via !== "http" || entry.request.url === "")
    return no("Only what went to the app over HTTP can be replayed.");
  keepPending(world, replay(world, entry));
  return ok;
}
