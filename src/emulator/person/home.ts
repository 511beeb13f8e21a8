import type { World } from "../state/world.ts";
import { readerOf, visibleBlocks } from "../text/visible.ts";
import { type ButtonHandle, buttonTexts, findButton } from "./buttons.ts";
import type { Eyes } from "./fields.ts";

export type HomeHandle = {
  text: () => string;
  buttons: () => string[];
  button: (label: string) => ButtonHandle;
};

/** The app's Home tab as a person has it before them; empty until the app publishes one. */
export function homeHandle(world: World, userId: string, onAct: () => void): HomeHandle {
  const eyes = (): Eyes => {
    const view = world.homes.get(userId);
    if (!view) throw new Error(`the app has published no Home for ${userId}`);
    return { world, userId, surface: { view }, reader: readerOf(world, userId) };
  };
  return {
    text: () => visibleBlocks(world.homes.get(userId)?.description.blocks ?? [], readerOf(world, userId)),
    buttons: () => buttonTexts(eyes()),
    button: (label) => findButton(eyes(), label, async () => onAct()),
  };
}
