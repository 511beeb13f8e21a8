import { interaction } from "../delivery/payloads.ts";
import { sendPayload } from "../delivery/send.ts";
import { removeView, stackOf, type View, viewObject } from "../state/views.ts";
import type { World } from "../state/world.ts";

/**
 * A person closes a view by its close button, or the whole stack by the ×. The app hears of it only where
 * it asked with notify_on_close. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export async function closeView(world: World, view: View, how: { all?: boolean } = {}): Promise<void> {
  const isCleared = how.all === true || view.description.clear_on_close === true;
  const stack = stackOf(world, view.userId);
  const closed = isCleared ? [...stack].reverse() : stack.slice(stack.indexOf(view)).reverse();
  const bottom = closed.at(-1);
  if (bottom) removeView(world, bottom);
  for (const gone of closed) {
    if (!gone.description.notify_on_close) continue;
    const { trigger_id: _, ...base } = interaction(world, "view_closed", gone.userId, gone.id);
    await sendPayload(world, { ...base, view: viewObject(world, gone), is_cleared: isCleared });
  }
}
