import { type Placed, tellsAtOnce } from "../../../block-kit/walk.ts";
import type { Surface } from "../surface.ts";

/** What a person put into a field: kept until the form is sent, or told to the app where the field tells at once. */
export function tell(surface: Surface, placed: Placed, raw: string[]): void {
  const { blockId, actionId } = placed;
  if (tellsAtOnce(placed)) surface.act({ blockId, actionId }, raw);
  else surface.change({ blockId, actionId }, raw);
}

type Dispatching = {
  dispatch_action_config?:
    | { trigger_actions_on: readonly ("on_enter_pressed" | "on_character_entered")[] }
    | undefined;
};

/** When a text field tells the app; on Enter, unless the app says otherwise. */
export function triggersOf(placed: Placed, element: Dispatching) {
  if (!tellsAtOnce(placed)) return { onEnter: false, onCharacter: false };
  const named = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return { onEnter: named.includes("on_enter_pressed"), onCharacter: named.includes("on_character_entered") };
}
