import { dropOldest } from "./bound.ts";
import { randomHex } from "./ids.ts";
import type { World } from "./world.ts";

/** A trigger lives three seconds and opens one view. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const triggerLifeMs = 3000;

export type Trigger = {
  userId: string;
  /** The view that the person acted in, if any. */
  viewId: string | undefined;
  expiresAt: number;
  isUsed: boolean;
};

export function newTrigger(world: World, userId: string, viewId?: string): string {
  const nowMs = world.now().getTime();
  dropOldest(world.triggers, {
    atMost: world.limits.triggers,
    // Kept for a while, so that a late one is told from a made-up one.
    isOver: (trigger) => trigger.expiresAt + 600_000 < nowMs,
  });
  const digits = String(Math.floor(Math.random() * 1e12)).padStart(12, "0");
  const id = `${nowMs}.${digits}.${randomHex(16)}`;
  world.triggers.set(id, { userId, viewId, expiresAt: nowMs + triggerLifeMs, isUsed: false });
  return id;
}

type TriggerRefusal = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

/** Whether a trigger would do; `spendTrigger` then spends it, so that a refused view leaves it usable. */
export function checkTrigger(world: World, id: string): Trigger | TriggerRefusal {
  const trigger = world.triggers.get(id);
  if (!trigger) return "invalid_trigger_id";
  if (trigger.isUsed) return "exchanged_trigger_id";
  return world.now().getTime() > trigger.expiresAt ? "expired_trigger_id" : trigger;
}

export function spendTrigger(trigger: Trigger): void {
  trigger.isUsed = true;
}
